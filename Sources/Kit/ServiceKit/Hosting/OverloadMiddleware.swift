import EventLoops
import HTTP
import Observability
import SQL

/// Turns "not now" into 503: a queue that is full, a database that is busy or gone for a moment.
///
/// Services need not think of it: what they cannot do anything about, they let through to here.
struct OverloadMiddleware: PassingMiddleware {
    func recover(from error: any Error, _ request: HTTPRequest, _ context: RequestContext) throws -> HTTPResponse {
        switch error {
        case let error as SQLError where error.isTransient:
            context.logger.warning("the database cannot serve a request now", error: error)
            throw Problem.unavailable()
        case is BlockingPool.Full:
            context.logger.warning("too much is waiting for a thread")
            throw Problem.unavailable()
        default:
            throw error
        }
    }
}
