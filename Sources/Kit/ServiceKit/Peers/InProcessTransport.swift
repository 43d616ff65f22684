import EventLoops
public import HTTP
public import Observability

/// Reaches a peer in the same process: its whole responder, with serialised bodies, as if a socket lay between.
///
/// What passes is bytes, so a mistake in a contract shows here as it would over the network. A call that overruns its
/// deadline goes on behind the caller's back, as it would there.
public struct InProcessTransport: PeerTransport {
    private let responder: @Sendable () -> (any Responder)?
    private let logger: Logger

    /// Makes a transport.
    /// - Parameter responder: found at each call: services that call each other in a circle are put together before
    ///   all of them exist. Nil means that the peer is not up.
    public init(logger: Logger = Logger(label: "souk"), _ responder: @escaping @Sendable () -> (any Responder)?) {
        self.logger = logger
        self.responder = responder
    }

    public func send(_ request: HTTPRequest, deadline: Duration) async throws(PeerTransportError) -> HTTPResponse {
        guard let responder = responder() else { throw .unreachable }
        guard !Task.isCancelled else { throw .cancelled }
        // Off the loops there is no timer, and nothing but a command or a test that calls.
        guard let loop = EventLoop.current else { return await dispatch(request, to: responder) }
        let answer = PendingAnswer()
        // Most calls read something that is in memory and are answered before this returns, without a timer.
        loop.spawnImmediately { await answer.settle(.success(dispatch(request, to: responder))) }
        if let result = answer.result { return try result.get() }
        let timer = loop.spawn {
            guard (try? await Sleep.for(deadline)) != nil else { return }
            answer.settle(.failure(.timedOut))
        }
        defer { timer.cancel() }
        return try await answer.wait().get()
    }

    private func dispatch(_ request: HTTPRequest, to responder: any Responder) async -> HTTPResponse {
        var response = await responder.answer(
            to: request, context: RequestContext(for: request, logger: logger, isInProcess: true))
        if case .stream = response.body {
            // The bytes are wanted here and now; a stream that breaks is what a broken connection would be.
            do {
                response.body = .bytes(try await response.body.collect())
            } catch {
                return HTTPResponse(.badGateway)
            }
        }
        return response
    }
}
