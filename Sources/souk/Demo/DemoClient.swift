import Endpoints
import HTTP
import HTTPClient
import Values

/// Calls a running shop from outside, over its public API.
struct DemoClient: Sendable {
    let baseURL: String
    let http: HTTPClient

    /// - Parameters:
    ///   - token: the caller's access token, nil for anyone.
    ///   - fields: further header fields, such as a guest's cart token.
    func send<Output: Decodable & Sendable>(
        _ call: EndpointCall<Output>, as token: Secret<String>? = nil, fields: HTTPFields = [:]
    ) async throws -> Output {
        var headers = call.fields
        if let token { headers[.authorization] = "Bearer \(token.reveal())" }
        headers.merge(fields)
        let request = HTTPClientRequest(call.method, "\(baseURL)\(call.target)", fields: headers, body: call.body)
        let response: HTTPResponse
        do {
            response = try await http.execute(request, deadline: .seconds(15))
        } catch {
            throw DemoFailure("no answer from \(baseURL): \(error). Is the shop running? souk up starts it")
        }
        return try await call.output(of: response)
    }
}

/// Why the walk did not get to its end.
struct DemoFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
