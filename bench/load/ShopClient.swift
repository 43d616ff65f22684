import Endpoints
import HTTP
import HTTPClient
import Values

/// Calls the shop from outside.
struct ShopClient: Sendable {
    let addresses: Addresses
    let http: HTTPClient

    /// What a successful answer holds.
    func send<Output>(_ call: EndpointCall<Output>, as token: Secret<String>? = nil) async throws -> Output {
        try await call.output(of: try await ask(call, as: token))
    }

    /// Reads no more of a successful answer than that it is one.
    func sendUnread<Output>(_ call: EndpointCall<Output>, as token: Secret<String>? = nil) async throws {
        let response = try await ask(call, as: token)
        guard !response.status.isSuccess else { return }
        _ = try await call.output(of: response)
    }

    private func ask<Output>(_ call: EndpointCall<Output>, as token: Secret<String>?) async throws -> HTTPResponse {
        var fields = call.fields
        if let token { fields[.authorization] = "Bearer \(token.reveal())" }
        let target = "\(call.target)"
        return try await http.execute(
            HTTPClientRequest(
                call.method, addresses.base(for: target) + target, fields: fields, body: call.body),
            deadline: .seconds(30))
    }
}

/// Why the load could not even begin, or what no answer should say.
struct LoadFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
