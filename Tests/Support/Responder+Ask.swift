public import HTTP
public import JSON
public import Observability

extension Responder {
    /// Asks without a socket, as a caller on the network would.
    public func ask(
        _ method: HTTPMethod, _ target: String, fields: HTTPFields = [:], body: HTTPBody = .empty,
        peerAddress: String = "192.0.2.1", isInProcess: Bool = false, logHandlers: [any LogHandler] = []
    ) async throws -> HTTPResponse {
        let request = try HTTPRequest(method, target, fields: fields, body: body, peerAddress: peerAddress)
        let context = RequestContext(
            for: request, logger: Logger(label: "test", handlers: logHandlers), isInProcess: isInProcess)
        return await answer(to: request, context: context)
    }
}

extension HTTPResponse {
    /// The body as text.
    public var text: String {
        get async throws { String(decoding: try await body.collect(), as: UTF8.self) }
    }

    /// The body as JSON.
    public var json: JSONValue {
        get async throws { try JSONValue.parse(try await body.collect()) }
    }
}
