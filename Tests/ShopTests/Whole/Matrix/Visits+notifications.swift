import FoundationEssentials
import HTTP
import JSON
import Values

extension Visit {
    static let notifications: [String: Visit] = [
        "GET emails/": .plain(),
        "GET emails/{id}/": Visit { bazaar, _ in try await ofMail(bazaar) },
        "POST emails/{id}/resend/": Visit { bazaar, _ in try await ofMail(bazaar) },
        "PUT /api/mails/{id}/": Visit { bazaar, _ in
            Call(
                path: ["id": "\(UUID.version7(at: bazaar.shop.clock.now))".lowercased()],
                body: .json([
                    "kind": "password_reset", "recipient": .string(bazaar.buyer.email),
                    "username": .string(bazaar.buyer.name), "token": "c2VjcmV0",
                ]))
        },
    ]

    /// A mail that has just been sent.
    private static func ofMail(_ bazaar: Bazaar) async throws -> Call {
        _ = try await bazaar.shop.newPerson()
        try await bazaar.shop.settle()
        let mails = try await bazaar.shop.send(.get, "emails/", as: .user(bazaar.shop.admin)).expect(200)
        return Call(path: ["id": "\(mails["results"][0]?["id"]?.intValue ?? 0)"])
    }
}
