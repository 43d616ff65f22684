import ServiceKit
import Testing

@Suite("Circuit breaker")
struct CircuitBreakerTests {
    private let start = ContinuousClock.now

    private func opened(failures: Int = 3) -> CircuitBreaker {
        var breaker = CircuitBreaker()
        for _ in 0..<failures { breaker.failed(isProbe: false, at: start) }
        return breaker
    }

    @Test("It opens after three failures in a row; an answer between them begins the count anew")
    func opens() {
        var breaker = opened(failures: 2)
        #expect(breaker.state == .closed)
        breaker.succeeded(isProbe: false)
        breaker.failed(isProbe: false, at: start)
        breaker.failed(isProbe: false, at: start)
        #expect(breaker.state == .closed)
        breaker.failed(isProbe: false, at: start)
        #expect(breaker.state == .open)
    }

    @Test("After its rest one call finds out; an answer closes it")
    func closes() {
        var breaker = opened()
        #expect(!breaker.isDue(at: start + .milliseconds(499)))
        #expect(breaker.isDue(at: start + .milliseconds(500)))
        breaker.probe()
        #expect(breaker.state == .halfOpen)
        #expect(!breaker.isDue(at: start + .seconds(60)), "one call, not two")
        breaker.succeeded(isProbe: true)
        #expect(breaker.state == .closed)
        for _ in 1...2 { breaker.failed(isProbe: false, at: start) }
        #expect(breaker.state == .closed, "what was before does not count any more")
    }

    @Test("Each probe that fails doubles the rest, up to four seconds")
    func rests() {
        var breaker = opened()
        var now = start
        for milliseconds in [500, 1000, 2000, 4000, 4000] {
            #expect(!breaker.isDue(at: now + .milliseconds(milliseconds - 1)))
            now += .milliseconds(milliseconds)
            #expect(breaker.isDue(at: now))
            breaker.probe()
            breaker.failed(isProbe: true, at: now)
            #expect(breaker.state == .open)
        }
    }

    @Test("Calls that began before it opened change nothing by their end")
    func stragglers() {
        var breaker = opened()
        breaker.succeeded(isProbe: false)
        breaker.failed(isProbe: false, at: start + .milliseconds(400))
        #expect(breaker.state == .open)
        #expect(breaker.isDue(at: start + .milliseconds(500)))
        breaker.probe()
        breaker.succeeded(isProbe: false)
        breaker.failed(isProbe: false, at: start)
        #expect(breaker.state == .halfOpen)
    }

    @Test("A probe that was given up lets the next call be one")
    func abandoned() {
        var breaker = opened()
        breaker.probe()
        breaker.abandoned(isProbe: true, at: start)
        #expect(breaker.isDue(at: start))
    }

    @Test("Nothing leads back but a probe, and nothing closes it but an answer")
    func table() {
        #expect(CircuitBreaker.State.closed.successors == [.open])
        #expect(CircuitBreaker.State.open.successors == [.halfOpen])
        #expect(CircuitBreaker.State.halfOpen.successors == [.closed, .open])
    }
}
