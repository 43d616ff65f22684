import EventLoops
import Observability

/// Turns what handlers throw into problem documents.
///
/// It stands inside of what has to see or change every answer (observation, security headers, CORS) and outside of
/// everything that may throw. An error that can say itself does so; any other is ours: it is logged in full, and the
/// caller learns no more than the id of the trace.
public struct ProblemMiddleware: PassingMiddleware {
    public init() {}

    public func recover(
        from error: any Error, _ request: HTTPRequest, _ context: RequestContext
    ) throws -> HTTPResponse {
        Self.response(to: error, request, context)
    }

    static func response(to error: any Error, _ request: HTTPRequest, _ context: RequestContext) -> HTTPResponse {
        let problem = problem(of: error, context.logger)
        return problem.response(instance: request.target.rawPath, traceID: context.trace.traceIDText)
    }

    private static func problem(of error: any Error, _ logger: Logger) -> Problem {
        if let problem = Problem.problem(of: error) { return problem }
        switch error {
        case is DeadlineExceeded:
            logger.warning("a request took longer than its deadline")
            return .unavailable(.deadlineExceeded)
        case is ConnectionClosed:
            // Nobody hears this; it counts as the client's doing.
            return .malformed("The connection ended before the body did.")
        case _ where error.saysCancelled:
            // The caller has gone or the process is stopping: nobody did anything wrong.
            return .unavailable()
        default:
            logger.error("a request failed unexpectedly", error: error)
            return .internalError
        }
    }
}
