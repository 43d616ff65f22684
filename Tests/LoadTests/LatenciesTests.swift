import Testing

@testable import souk_load

@Suite("What a load remembers of its waits")
struct LatenciesTests {
    @Test("a share of all waits is told to within 4 per cent, from microseconds to minutes")
    func quantiles() throws {
        for unit in [1, 100, 10_000, 1_000_000] {
            var latencies = Latencies()
            for step in 1...100 { latencies.note(.microseconds(step * unit)) }
            let median = try #require(latencies.milliseconds(within: 0.5))
            let late = try #require(latencies.milliseconds(within: 0.99))
            let scale = Double(unit) / 1000
            #expect((50 * scale...(52 * scale + 0.001)).contains(median), "\(median) of \(50 * scale)")
            #expect((99 * scale...(103 * scale + 0.001)).contains(late), "\(late) of \(99 * scale)")
        }
    }

    @Test("one slow answer among a hundred is not lost")
    func outlier() throws {
        var latencies = Latencies()
        for _ in 1...99 { latencies.note(.milliseconds(1)) }
        latencies.note(.seconds(20))
        let most = try #require(latencies.milliseconds(within: 0.99))
        #expect(most < 1.1)
        #expect(try #require(latencies.milliseconds(within: 1)) >= 20_000)
    }

    @Test("nothing is told of no waits at all")
    func empty() {
        #expect(Latencies().milliseconds(within: 0.5) == nil)
    }
}
