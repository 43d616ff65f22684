public import HTTP

/// Reaches a peer over HTTP.
///
/// The client is handed in as a closure, so that this module stands on no HTTP client, and tests need none.
public struct HTTPPeerTransport: PeerTransport {
    /// Sends one request.
    public typealias Execute =
        @Sendable (
            _ method: HTTPMethod, _ url: String, _ fields: HTTPFields, _ body: [UInt8], _ deadline: Duration
        ) async throws(PeerTransportError) -> HTTPResponse

    private let baseURL: @Sendable () async throws(PeerTransportError) -> String
    private let execute: Execute

    /// Makes a transport to a fixed address.
    public init(baseURL: String, execute: @escaping Execute) {
        self.init(resolving: { () throws(PeerTransportError) in baseURL }, execute: execute)
    }

    /// Makes a transport to an address that discovery knows.
    public init(
        resolving baseURL: @escaping @Sendable () async throws(PeerTransportError) -> String, execute: @escaping Execute
    ) {
        self.baseURL = baseURL
        self.execute = execute
    }

    public func send(_ request: HTTPRequest, deadline: Duration) async throws(PeerTransportError) -> HTTPResponse {
        let base = try await baseURL()
        let body: [UInt8]
        switch request.body {
        case .empty: body = []
        case .bytes(let bytes): body = bytes
        // A peer call is built from an encoded value: there is nothing to stream.
        case .stream: throw .unreachable
        }
        return try await execute(request.method, base + request.target.description, request.fields, body, deadline)
    }
}
