import HTTP
import ServiceKit
import Testing
import Values

@Suite("Rate limiter")
struct RateLimiterTests {
    private let clock = ManualClock()

    private func limiter(_ limit: Int, per window: Duration, capacity: Int = 100) -> RateLimiter {
        // Starts at the beginning of a window, so that the counts below are exact.
        clock.set(Timestamp(microseconds: 0))
        return RateLimiter(limit: limit, per: window, capacity: capacity, clock: clock.wallClock)
    }

    @Test("So many pass and no more")
    func limit() {
        let limiter = limiter(3, per: .seconds(60))
        let decisions = (1...5).map { _ in limiter.take("a").isAllowed }
        #expect(decisions == [true, true, true, false, false])
    }

    @Test("One key's use leaves the others alone")
    func keysAreApart() {
        let limiter = limiter(1, per: .seconds(60))
        limiter.take("a")
        #expect(limiter.take("b").isAllowed)
    }

    @Test("The window slides: half of the last window still counts half way into this one")
    func sliding() {
        let limiter = limiter(10, per: .seconds(60))
        for _ in 1...10 { limiter.take("a") }
        clock.advance(by: .seconds(90))
        let passed = (1...10).filter { _ in limiter.take("a").isAllowed }.count
        #expect(passed == 5)
    }

    @Test("After Retry-After there is room again, and not a second before", arguments: [1, 2, 7, 10])
    func retryAfter(limit: Int) {
        let limiter = limiter(limit, per: .seconds(900))
        for _ in 1...limit { limiter.take("a") }
        clock.advance(by: .seconds(100))
        let wait = limiter.take("a").retryAfterSeconds
        clock.advance(by: .seconds(wait - 2))
        #expect(!limiter.peek("a").isAllowed)
        clock.advance(by: .seconds(2))
        #expect(limiter.peek("a").isAllowed)
    }

    @Test("A refusal is a 429 that says when to come back")
    func problem() {
        let limiter = limiter(1, per: .seconds(60))
        let problem = #expect(throws: Problem.self) {
            try limiter.require("a")
            try limiter.require("a")
        }
        #expect(problem?.status == .tooManyRequests)
        #expect(problem?.fields[.retryAfter] != nil)
    }

    @Test("Looking counts nothing")
    func peeking() throws {
        let limiter = limiter(1, per: .seconds(60))
        for _ in 1...5 { try limiter.requireRoom("a") }
        #expect(limiter.take("a").isAllowed)
    }

    @Test("A success wipes the slate")
    func forget() {
        let limiter = limiter(1, per: .seconds(60))
        limiter.take("a")
        limiter.forget("a")
        #expect(limiter.take("a").isAllowed)
    }

    @Test("A flood of new keys does not free the one that is held back")
    func flood() {
        let limiter = limiter(5, per: .seconds(60), capacity: 32)
        for _ in 1...5 { limiter.take("attacked") }
        for number in 1...10_000 { limiter.take("\(number)") }
        #expect(!limiter.peek("attacked").isAllowed)
    }
}
