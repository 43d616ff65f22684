import Testing

@testable import souk_load

@Suite("The report of a load")
struct TallyTests {
    @Test("the warm-up does not count, failures always do")
    func warmUp() {
        let tally = Tally()
        tally.note(.browse, took: .milliseconds(900))
        tally.note(failure: LoadFailure("closed"), of: .order)
        tally.begin()
        for _ in 0..<30 { tally.note(.browse, took: .milliseconds(2)) }
        let report = tally.report(after: .seconds(10))
        #expect(report.errors == 1)
        #expect(report.examples == ["order: closed"])
        #expect(report.kinds.map(\.name) == ["browse"])
        #expect(report.kinds[0].count == 30)
        #expect(report.kinds[0].rate == 3)
        #expect(report.kinds[0].p99Milliseconds < 3)
    }

    @Test("a failure that belongs to no errand is an error as well")
    func session() {
        let tally = Tally()
        tally.begin()
        tally.note(failure: LoadFailure("the token is spent"), of: nil)
        #expect(tally.report(after: .seconds(1)).errors == 1)
    }
}
