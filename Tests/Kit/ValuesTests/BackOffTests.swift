import Testing
import Values

@Suite("Pauses between attempts")
struct BackOffTests {
    @Test("They double up to a bound, and are shortened by chance")
    func backOff() {
        let backOff = BackOff(first: .seconds(1), longest: .seconds(5)) { 1 }
        let pauses = (1...5).map { backOff.pause(afterFailures: $0) }
        #expect(pauses == [.seconds(1), .seconds(2), .seconds(4), .seconds(5), .seconds(5)])
        #expect(backOff.pause(afterFailures: 10_000) == .seconds(5))
        let random = BackOff(first: .seconds(1))
        for _ in 0..<100 { #expect((.milliseconds(500) ... .seconds(1)).contains(random.pause(afterFailures: 1))) }
    }
}
