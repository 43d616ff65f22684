import Contracts
import Endpoints
import HTTP
import HTTPClient
import Testing
import Values

/// Somebody who uses a shop from outside, over its public API.
struct ShopVisitor: Sendable {
    let url: String
    let http: HTTPClient
    var token: Secret<String>?

    init(_ place: ShopPlace) {
        url = place.url
        http = place.http
    }

    /// The answer, whatever it says.
    /// - Throws: `HTTPClientError` when there is none.
    func ask<Output>(_ call: EndpointCall<Output>) async throws -> HTTPResponse {
        var fields = call.fields
        if let token { fields[.authorization] = "Bearer \(token.reveal())" }
        return try await http.execute(
            HTTPClientRequest(call.method, url + "\(call.target)", fields: fields, body: call.body),
            deadline: .seconds(30))
    }

    /// What a successful answer holds.
    /// - Throws: the problem, if that is the answer.
    func send<Output>(_ call: EndpointCall<Output>) async throws -> Output {
        try await call.output(of: try await ask(call))
    }

    /// The same visitor, known to the shop.
    func loggedIn(_ name: String, _ password: Secret<String>) async throws -> ShopVisitor {
        var visitor = self
        visitor.token = try await send(
            EndpointCall(AccountsAPI.logIn, body: LogIn(username: name, password: password))
        ).access
        return visitor
    }

    /// Whether the shop answers.
    var isWelcome: Bool {
        get async throws {
            try await send(EndpointCall(CatalogAPI.listCategories, query: PageQuery(limit: 1))).count >= 0
        }
    }

    @discardableResult
    func register(_ name: String, _ password: Secret<String>) async throws -> UserView {
        let email = try #require(EmailAddress("\(name)@example.com"))
        return try await send(
            EndpointCall(AccountsAPI.register, body: NewUser(username: name, email: email, password: password)))
    }
}
