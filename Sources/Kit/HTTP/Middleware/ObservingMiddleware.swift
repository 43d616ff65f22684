public import EventLoops
public import Observability

/// Counts, times and logs requests, and makes trace and logger known to everything that they reach.
///
/// Successful requests are logged at debug, what the caller did wrong at info, what we did wrong at error. A streamed
/// answer is timed up to its first byte. It stands outside of `ProblemMiddleware`, to see the status of what failed.
public struct ObservingMiddleware: Middleware {
    private let metrics: RequestMetrics

    public init(metrics registry: MetricsRegistry) {
        metrics = RequestMetrics(registry)
    }

    public func handle(
        _ request: HTTPRequest, context: RequestContext, next: NextResponder
    ) async throws -> HTTPResponse {
        let start = ContinuousClock.now
        metrics.active.increment()
        defer { metrics.active.decrement() }
        do {
            var response = try await TraceContext.$current.withValue(context.trace) {
                try await Logger.$current.withValue(context.logger) {
                    try await next(request, context)
                }
            }
            response.fields.setIfAbsent(.xRequestID, context.requestID)
            note(response.status, of: request, context, took: .now - start)
            return response
        } catch {
            note(Problem.problem(of: error)?.status ?? .internalServerError, of: request, context, took: .now - start)
            throw error
        }
    }

    public func handleAtHand(_ passage: Passage, next: NextAtHand) throws -> Attempt<HTTPResponse> {
        let start = ContinuousClock.now
        let attempt = try next(passage)
        if case .done(let response) = attempt { return .done(noted(response, to: passage, since: start)) }
        guard case .promised(let promise) = attempt else { return .impossible }
        metrics.active.increment()
        let answer = Promise<HTTPResponse>()
        promise.whenEnded { [self] response in
            metrics.active.decrement()
            answer.end(with: response.map { noted($0, to: passage, since: start) })
        }
        return .promised(answer)
    }

    private func noted(
        _ response: HTTPResponse, to passage: Passage, since start: ContinuousClock.Instant
    ) -> HTTPResponse {
        var response = response
        let context = passage.context
        response.fields.setIfAbsent(.xRequestID, context.requestID)
        note(response.status, of: passage.request, context, took: .now - start)
        return response
    }

    private func note(
        _ status: HTTPStatus, of request: HTTPRequest, _ context: RequestContext, took duration: Duration
    ) {
        metrics.duration(request.method, context.routePattern, status).record(duration)
        let level: Logger.Level = status.isServerError ? .error : status.isClientError ? .info : .debug
        guard context.logger.isEnabled(level) else { return }
        context.logger.log(
            level, "request",
            metadata: [
                "http.request.method": .string(request.method.rawValue),
                // The path only: a query may hold what people search for, and tokens.
                "url.path": .string(request.target.rawPath),
                "http.route": .string(context.routePattern ?? ""),
                "http.response.status_code": .integer(Int64(status.code)),
                "client.address": .string(context.peerAddress),
                "duration_us": .integer(
                    duration.components.seconds * 1_000_000
                        + duration.components.attoseconds / 1_000_000_000_000),
            ])
    }
}
