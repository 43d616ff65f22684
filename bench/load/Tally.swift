import EventLoops

/// What the visitors saw, counted as it happens.
final class Tally: Sendable {
    private struct State {
        var counts = false
        var latencies: [Errand: Latencies] = [:]
        var failures: [String: Int] = [:]
        /// The first of each kind of failure, in full.
        var examples: [String] = []
    }

    private let state = Lock(State())
    private static let exampleLimit = 10

    /// From here on it counts; failures have counted all along.
    func begin() { state.withLock { $0.counts = true } }

    func note(_ errand: Errand, took duration: Duration) {
        state.withLock { state in
            if state.counts { state.latencies[errand, default: Latencies()].note(duration) }
        }
    }

    /// - Parameter errand: nil for what belongs to none, such as refreshing a token.
    func note(failure: any Error, of errand: Errand?) {
        let kind = errand?.rawValue ?? "session"
        state.withLock { state in
            state.failures[kind, default: 0] += 1
            if state.examples.count < Self.exampleLimit { state.examples.append("\(kind): \(failure)") }
        }
    }

    func report(after duration: Duration) -> Report {
        state.withLock { state in
            Report(
                seconds: duration.inSeconds,
                errors: state.failures.values.reduce(0, +),
                kinds: Errand.allCases.compactMap { errand in
                    guard let latencies = state.latencies[errand] else { return nil }
                    return Report.Kind(
                        name: errand.rawValue, count: latencies.count,
                        rate: Double(latencies.count) / duration.inSeconds,
                        medianMilliseconds: latencies.milliseconds(within: 0.5) ?? 0,
                        p99Milliseconds: latencies.milliseconds(within: 0.99) ?? 0,
                        errors: state.failures[errand.rawValue] ?? 0)
                },
                examples: state.examples)
        }
    }
}
