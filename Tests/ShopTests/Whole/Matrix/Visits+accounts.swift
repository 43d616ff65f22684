import Contracts
import HTTP
import JSON
import Values

extension Visit {
    private static let ownerAndStaff: Set<Who> = [.buyer, .staff, .admin]
    private static let nobodyInParticular: JSONValue = ["phone": "123", "address": "2 Hill Street"]

    static let accounts: [String: Visit] = [
        "POST token/": Visit { bazaar, _ in .json(credentials(of: bazaar.buyer)) },
        "POST token/refresh/": Visit { bazaar, _ in .json(["refresh": try await refreshToken(bazaar)]) },
        "POST token/revoke/": Visit { bazaar, _ in .json(["refresh": try await refreshToken(bazaar)]) },
        "GET /.well-known/jwks.json": .plain(),
        "POST users/": Visit { _, _ in
            var body = names()
            body["password"] = .string(Person.password)
            return .json(.object(body))
        },
        "GET users/": .plain(Call(query: "?limit=5")),
        "PUT users/": ofFreshCaller { .object(names()) },
        "DELETE users/": ofFreshCaller { nil },
        "GET users/me/": .plain(),
        "GET users/{id}/": Visit(owners: ownerAndStaff) { try await account($0, $1) },
        "PUT users/{id}/": Visit(owners: ownerAndStaff) { try await account($0, $1, .object(names())) },
        "PATCH users/{id}/": Visit(owners: ownerAndStaff) { try await account($0, $1, ["first_name": "Ada"]) },
        "DELETE users/{id}/": Visit(owners: ownerAndStaff) { try await account($0, $1) },
        "POST users/{id}/": Visit { try await account($0, $1, ["action": "revoke_sessions"]) },
        "GET profiles/{user_id}/": Visit(owners: ownerAndStaff) { try await account($0, $1, named: "user_id") },
        "PUT profiles/{user_id}/": Visit(owners: ownerAndStaff) {
            try await account($0, $1, nobodyInParticular, named: "user_id")
        },
        "PATCH profiles/{user_id}/": Visit(owners: ownerAndStaff) {
            try await account($0, $1, nobodyInParticular, named: "user_id")
        },
        "GET sessions/": .plain(),
        "DELETE sessions/{id}/": Visit(owners: [.buyer]) { bazaar, _ in
            _ = try await refreshToken(bazaar)
            let sessions = try await bazaar.shop.send(.get, "sessions/", as: .user(bazaar.buyer)).expect(200)
            return Call(path: ["id": "\(sessions["results"][0]?["id"]?.intValue ?? 0)"])
        },
        "POST password/change/": ofFreshCaller {
            ["current_password": .string(Person.password), "new_password": "three goats on the roof"]
        },
        "POST password/reset/": Visit { _, _ in .json(["email": .string("nobody\(freshNumber())@example.org")]) },
        "POST password/reset/confirm/": Visit { bazaar, _ in
            let token = try await secret(of: "password/reset", bazaar)
            return .json(["token": token, "new_password": "three goats on the roof"])
        },
        "POST email/verify/": Visit { bazaar, _ in .json(["token": try await secret(of: "email/verify", bazaar)]) },
        "GET /api/user/{id}/": Visit { bazaar, _ in Call(path: ["id": bazaar.buyer.id]) },
        "GET /api/users/": Visit { bazaar, _ in Call(query: "?ids=\(bazaar.buyer.id)&ids=\(bazaar.seller.id)") },
        "POST /api/verify/": Visit { bazaar, _ in .json(credentials(of: bazaar.buyer)) },
    ]

    private static func credentials(of person: Person) -> JSONValue {
        ["username": .string(person.name), "password": .string(Person.password)]
    }

    private static func names() -> JSONObject {
        let name = "person\(freshNumber())"
        return ["username": .string(name), "email": .string("\(name)@example.org")]
    }

    private static func refreshToken(_ bazaar: Bazaar) async throws -> JSONValue {
        try await bazaar.shop.send(.post, "token/", credentials(of: bazaar.buyer)).expect(200)["refresh"]
    }

    /// A buyer's account, made for this call; the buyer calls, or staff.
    private static func account(
        _ bazaar: Bazaar, _ who: Who, _ body: JSONValue? = nil, named name: String = "id"
    ) async throws -> Call {
        let person = try await bazaar.shop.newPerson()
        return Call(
            path: [name: person.id], body: body.map { .json($0) } ?? .none, caller: who == .buyer ? person : nil)
    }

    /// The caller is made for this call: it is not the same afterwards.
    private static func ofFreshCaller(_ body: @escaping @Sendable () -> JSONValue?) -> Visit {
        Visit { bazaar, who in
            Call(
                body: body().map { .json($0) } ?? .none,
                caller: try await bazaar.shop.newPerson(who.role ?? .buyer))
        }
    }

    /// The token in a mail to somebody new.
    private static func secret(of path: String, _ bazaar: Bazaar) async throws -> JSONValue {
        let shop = bazaar.shop
        try await shop.settle()
        // The mails of this person come after all others.
        shop.clock.advance(by: .milliseconds(1))
        let person = try await shop.newPerson()
        _ = try await shop.send(.post, "password/reset/", ["email": .string(person.email)]).expect(202)
        try await shop.settle()
        let mails = try await shop.send(.get, "emails/?limit=10", as: .user(shop.admin)).expect(200)
        let texts = (mails["results"].arrayValue ?? []).filter { $0["recipient"] == .string(person.email) }
            .compactMap { $0["text"]?.stringValue }
        for text in texts {
            guard let range = text.firstRange(of: "/\(path)/") else { continue }
            return .string(String(text[range.upperBound...].prefix { !$0.isWhitespace }))
        }
        return .null
    }
}

extension Visit.Call {
    static func json(_ json: JSONValue) -> Visit.Call { Visit.Call(body: .json(json)) }
}
