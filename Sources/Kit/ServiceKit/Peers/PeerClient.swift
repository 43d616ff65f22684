public import Endpoints
import HTTP
import Observability
public import Values

/// Calls the endpoints of another service, by the same declarations that it serves.
///
/// A peer that does not give a usable answer becomes `PeerUnavailable`, which callers see as a 503. What the peer
/// refuses with reason, such as a 404 or a 409, arrives as the `Problem` that it is.
public struct PeerClient: Sendable {
    /// How long an answer may take if nothing else is said.
    public static let standardDeadline = Duration.seconds(2)

    /// The service that is called.
    public let peer: String
    private let transport: any PeerTransport
    private let token: @Sendable (_ audience: String) throws -> Secret<String>
    private let deadline: Duration

    /// Makes a client.
    /// - Parameter token: this service's own token for an audience.
    public init(
        to peer: String, over transport: any PeerTransport, deadline: Duration = standardDeadline,
        token: @escaping @Sendable (_ audience: String) throws -> Secret<String>
    ) {
        self.peer = peer
        self.transport = transport
        self.deadline = deadline
        self.token = token
    }

    /// The same client with less patience, for what can be done without.
    public func waiting(atMost deadline: Duration) -> PeerClient {
        PeerClient(to: peer, over: transport, deadline: min(deadline, self.deadline), token: token)
    }

    /// Calls an endpoint.
    public func call<
        Caller: Principal, Path: Codable & Sendable, Query: Codable & Sendable, Body: RequestBody & Encodable,
        Output: Codable & Sendable
    >(
        _ endpoint: Endpoint<Caller, Path, Query, Body, Output>, path: Path, query: Query, body: Body,
        idempotencyKey: String? = nil
    ) async throws -> Output {
        let call = try EndpointCall(
            endpoint, path: path, query: query, body: body, idempotencyKey: idempotencyKey)
        var request = call.request
        if Caller.access.token == .service {
            request.fields[.authorization] = "Bearer \(try token(peer).reveal())"
        }
        if let trace = TraceContext.current { request.fields[.traceparent] = trace.traceparent }
        let response = try await send(request, to: endpoint.path)
        try check(response)
        do {
            return try await call.output(of: response)
        } catch let problem as Problem {
            throw problem
        } catch {
            Logger.current.error("a peer's answer cannot be read", error: error, metadata: ["peer": "\(peer)"])
            throw PeerUnavailable(peer, .unreadable)
        }
    }

    /// - Parameter pattern: of the path, for those who look: the path itself names people.
    private func send(_ request: HTTPRequest, to pattern: String) async throws -> HTTPResponse {
        let recording = RequestRecording.current
        let start = recording.map { _ in ContinuousClock.now }
        func note(_ status: Int?) {
            guard let recording, let start else { return }
            recording.note(
                .call(peer: peer, method: request.method.rawValue, path: pattern, status: status), since: start,
                hasFailed: status == nil)
        }
        do throws(PeerTransportError) {
            let response = try await transport.send(request, deadline: deadline)
            note(response.status.code)
            return response
        } catch {
            note(nil)
            switch error {
            case .cancelled: throw CancellationError()
            case .unreachable, .timedOut:
                let reason: PeerUnavailable.Reason = error == .timedOut ? .timedOut : .unreachable
                Logger.current.warning(
                    "a peer does not answer",
                    metadata: [
                        "peer": "\(peer)", "reason": "\(reason)", "url.path": .string(request.target.rawPath),
                    ])
                throw PeerUnavailable(peer, reason)
            }
        }
    }

    /// Refuses the answers that are no fault of our own caller, and must not look like one.
    private func check(_ response: HTTPResponse) throws(PeerUnavailable) {
        switch response.status {
        case let status where status.isSuccess: return
        case .notFound, .conflict, .preconditionFailed, .unprocessableContent, .tooManyRequests: return
        case .unauthorized, .forbidden:
            Logger.current.error(
                "a peer refused our token",
                metadata: ["peer": "\(peer)", "http.response.status_code": LogValue(response.status.code)])
            throw PeerUnavailable(peer, .tokenRefused)
        case let status:
            // Of 4xx the rest says that the two sides do not speak the same contract.
            throw PeerUnavailable(peer, .failed(status: status.code))
        }
    }
}
