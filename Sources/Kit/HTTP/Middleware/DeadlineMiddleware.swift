public import EventLoops

/// Ends requests that take too long with 503.
///
/// A call from inside the process has the deadline of its caller.
public struct DeadlineMiddleware: Middleware {
    public let duration: Duration

    public init(_ duration: Duration = .seconds(30)) {
        self.duration = duration
    }

    public func handle(
        _ request: HTTPRequest, context: RequestContext, next: NextResponder
    ) async throws -> HTTPResponse {
        guard !context.isInProcess else { return try await next(request, context) }
        return try await Deadline.run(within: duration) { try await next(request, context) }
    }

    /// What is at hand has the limits of whoever promises it, such as how long a database lets a read take.
    public func handleAtHand(_ passage: Passage, next: NextAtHand) throws -> Attempt<HTTPResponse> {
        try next(passage)
    }
}
