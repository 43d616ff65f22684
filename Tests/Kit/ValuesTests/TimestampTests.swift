import Testing
import Values

@Suite struct TimestampTests {
    @Test("a moment is written in UTC with six digits of fraction")
    func writes() {
        #expect(Timestamp.epoch.rfc3339 == "1970-01-01T00:00:00.000000Z")
        #expect(Timestamp(microseconds: 951_782_400_000_001).rfc3339 == "2000-02-29T00:00:00.000001Z")
        #expect(Timestamp(microseconds: -1).rfc3339 == "1969-12-31T23:59:59.999999Z")
        #expect(Timestamp(seconds: 253_402_300_799).rfc3339 == "9999-12-31T23:59:59.000000Z")
    }

    @Test(
        "what is written is read back",
        arguments: ["2026-11-20T15:00:00.123456Z", "1969-12-31T23:59:59.999999Z", "2024-02-29T23:59:59.000000Z"])
    func roundTrip(text: String) throws {
        #expect(try #require(Timestamp(rfc3339: text)).rfc3339 == text)
    }

    @Test("an offset is taken into account, digits beyond the microsecond are cut")
    func reads() throws {
        let moment = try #require(Timestamp(rfc3339: "2026-11-20T15:00:00.1234569+01:30"))
        #expect(moment.rfc3339 == "2026-11-20T13:30:00.123456Z")
        #expect(Timestamp(rfc3339: "2026-11-20t15:00:00z") == Timestamp(rfc3339: "2026-11-20T15:00:00.000Z"))
    }

    @Test(
        "anything that is no moment is refused",
        arguments: [
            "", "2026-11-20", "2026-11-20T15:00:00", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
            "2026-11-20T24:00:00Z", "2026-11-20T15:60:00Z", "2026-11-20T15:00:00.Z", "2026-11-20T15:00:00Z ",
            "2026-11-20 15:00:00Z", "2026-11-20T15:00:00+0100", "2026-11-31T15:00:00Z", "+026-11-20T15:00:00Z",
            "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
        ])
    func refuses(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test("durations move a moment and are what lies between two")
    func arithmetic() {
        let start = Timestamp(seconds: 100)
        #expect(start + .milliseconds(1_500) == Timestamp(microseconds: 101_500_000))
        #expect(start - .seconds(200) == Timestamp(seconds: -100))
        #expect((start + .seconds(3)) - start == .seconds(3))
        #expect(start + .seconds(Int64.max) > start)
    }

    @Test("a manual clock moves only when it is told to")
    func manualClock() {
        let clock = ManualClock(Timestamp(seconds: 5))
        let wall = clock.wallClock
        #expect(wall.now() == Timestamp(seconds: 5))
        clock.advance(by: .seconds(2))
        #expect(wall.now() == Timestamp(seconds: 7))
    }
}
