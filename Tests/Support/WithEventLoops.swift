public import EventLoops

/// Runs a test's body on the first of a few fresh loops, and ends them afterwards.
@discardableResult
public func withEventLoops<Result: Sendable>(
    _ count: Int = 2, _ body: (EventLoopGroup) async throws -> Result
) async throws -> Result {
    let loops = try EventLoopGroup(count: count)
    let result: Swift.Result<Result, any Error>
    do {
        result = .success(
            try await withTaskExecutorPreference(loops.loops[0]) {
                // The preference counts from the next suspension on.
                await Task.yield()
                return try await body(loops)
            })
    } catch {
        result = .failure(error)
    }
    loops.shutdown()
    return try result.get()
}
