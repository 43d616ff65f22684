import CUV

extension EventLoop {
    /// Runs `body` on this loop and answers what it gives, wherever the caller is.
    public func submit<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            execute { continuation.resume(with: Swift.Result(catching: body)) }
        }
    }

    /// The loop's clock in milliseconds, as of this round: free to read, and good for timeouts.
    public var milliseconds: UInt64 {
        preconditionOnLoop()
        return uv_now(uv)
    }
}
