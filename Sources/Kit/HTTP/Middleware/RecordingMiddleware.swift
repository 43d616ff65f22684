public import EventLoops
public import Observability

/// Writes requests down for a developer, with whatever they do. It stands in no stack where nobody looks.
///
/// Paths, queries, fields and bodies are not written down: they hold people's names and tokens.
public struct RecordingMiddleware: Middleware {
    private let recorder: RequestRecorder

    public init(_ recorder: RequestRecorder) {
        self.recorder = recorder
    }

    public func handle(
        _ request: HTTPRequest, context: RequestContext, next: NextResponder
    ) async throws -> HTTPResponse {
        guard isOfInterest(context.routePattern) else { return try await next(request, context) }
        let recording = RequestRecording()
        do {
            let response = try await RequestRecording.$bound.withValue(recording) { try await next(request, context) }
            note(response.status, of: request, context, since: recording.start, recording)
            return response
        } catch {
            let status = Problem.problem(of: error)?.status ?? .internalServerError
            note(status, of: request, context, since: recording.start, recording)
            throw error
        }
    }

    public func handleAtHand(_ passage: Passage, next: NextAtHand) throws -> Attempt<HTTPResponse> {
        guard isOfInterest(passage.context.routePattern) else { return try next(passage) }
        let (answer, recording) = try recorder.recordAtHand { try next(passage) }
        // What ends after the call is written down by a task, which carries its recording along.
        guard case .done(let answer) = answer else { return .impossible }
        note(
            answer.status, of: passage.request, passage.context, since: recording.start, isAtHand: true,
            recorder.kept(recording))
        return .done(answer)
    }

    /// What machines and the page itself ask for again and again would push out the rest.
    private func isOfInterest(_ pattern: String?) -> Bool {
        guard let pattern, !pattern.hasPrefix("/api/") else { return true }
        return
            !(["/livez", "/readyz", "/metrics"].contains(pattern) || pattern.hasPrefix("/debug")
            || pattern.hasPrefix("/docs"))
    }

    private func note(
        _ status: HTTPStatus, of request: HTTPRequest, _ context: RequestContext, since start: ContinuousClock.Instant,
        isAtHand: Bool = false, _ recording: RequestRecording?
    ) {
        recorder.add(
            RecordedRequest(
                service: recorder.service, method: request.method.rawValue, route: context.routePattern,
                status: status.code, start: context.receivedAt, duration: start.duration(to: .now),
                trace: context.trace, isAtHand: isAtHand, recording: recording))
    }
}
