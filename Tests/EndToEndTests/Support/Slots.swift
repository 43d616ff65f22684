import EventLoops

/// Lets a few tests at a time run whole processes: a machine of two cores is not to measure its own overload.
enum Slots {
    private struct State {
        var free = 3
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private static let state = Lock(State())

    static func use<Result>(_ body: () async throws -> Result) async throws -> Result {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.free == 0 {
                    state.waiting.append(continuation)
                    return false
                }
                state.free -= 1
                return true
            }
            if isFree { continuation.resume() }
        }
        defer {
            let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
                if state.waiting.isEmpty {
                    state.free += 1
                    return nil
                }
                return state.waiting.removeFirst()
            }
            next?.resume()
        }
        return try await body()
    }
}
