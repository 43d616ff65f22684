import Testing

@testable import Redis

@Suite("Invalidations that the server has not confirmed")
struct InvalidationsTests {
    private final class Connection {}
    private let objects = (Connection(), Connection())
    private var here: ObjectIdentifier { ObjectIdentifier(objects.0) }
    private var there: ObjectIdentifier { ObjectIdentifier(objects.1) }

    @Test("They concern whoever asks until they are confirmed, however often they were sent")
    func confirmation() {
        var invalidations = Invalidations(everything: "all")
        #expect(!invalidations.concern(["all", "a"], over: there))
        let isFirst = invalidations.add(["a"])
        #expect(isFirst)
        let isSecond = invalidations.add(["a", "b"])
        #expect(!isSecond, "one who sends is enough")
        #expect(invalidations.concern(["all", "a"], over: there) && !invalidations.concern(["all", "c"], over: there))
        let first = invalidations.take(over: here)
        #expect(Set(first) == ["a", "b"])
        let isThird = invalidations.add(["a"])
        #expect(isThird, "what was sent already does not take it along")
        let second = invalidations.take(over: here)
        #expect(!invalidations.concern(["b"], over: here), "over this connection it comes first")
        invalidations.settle(first, over: here, isConfirmed: true)
        #expect(invalidations.concern(["a"], over: there) && !invalidations.concern(["b"], over: there))
        invalidations.settle(second, over: here, isConfirmed: false)
        #expect(invalidations.concern(["a"], over: there))
        let third = invalidations.take(over: here)
        #expect(third == ["a"])
        invalidations.settle(third, over: here, isConfirmed: true)
        #expect(!invalidations.concern(["a"], over: there) && invalidations.count == 0)
        #expect(invalidations.generation == 3)
    }

    @Test("Where there is more than it may remember, everything is invalid, and stays so")
    func overflow() {
        var invalidations = Invalidations(everything: "all", limit: 10)
        _ = invalidations.add((0..<10).map { "\($0)" })
        #expect(!invalidations.concern(["all", "other"], over: there))
        let sent = invalidations.take(over: here)
        _ = invalidations.add(["x"])
        invalidations.settle(sent, over: here, isConfirmed: false)
        #expect(invalidations.concern(["all", "other"], over: there))
        #expect(invalidations.count == 1)
        let everything = invalidations.take(over: here)
        #expect(everything == ["all"])
        invalidations.settle(everything, over: here, isConfirmed: true)
        #expect(!invalidations.concern(["all", "other"], over: there))
    }

    @Test("They never grow beyond the bound, however long the server is away")
    func bound() {
        var invalidations = Invalidations(everything: "all", limit: 100)
        for number in 0..<20_000 {
            _ = invalidations.add(["key \(number)"])
            if number % 7 == 0 { invalidations.settle(invalidations.take(over: here), over: here, isConfirmed: false) }
            #expect(invalidations.count <= 100)
        }
    }
}
