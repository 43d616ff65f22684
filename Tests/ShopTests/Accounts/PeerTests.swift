import Accounts
import HTTP
import JSON
import TestSupport
import Testing

@Suite("What other services may ask accounts")
struct PeerTests {
    @Test("Users with profiles by id; unknown ids are left out of a list")
    func accounts() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            let bob = try await shop.join("bob")
            let peer = try shop.peerToken()
            let one = try await shop.ask(.get, "/api/user/\(ann.id)/", as: peer)
            #expect(one["user"]?["email"]?.stringValue == "ann@example.com")
            #expect(one["phone"]?.stringValue == "555 0100")
            let unknown = "0198c0de-0000-7000-8000-000000000001"
            #expect(try await shop.ask(.get, "/api/user/\(unknown)/", as: peer).status == 404)
            let list = try await shop.ask(.get, "/api/users/?ids=\(bob.id),\(unknown),\(ann.id)", as: peer)
            let names = (list["users"]?.arrayValue ?? []).compactMap { $0["user"]?["username"]?.stringValue }
            #expect(names.sorted() == ["ann", "bob"])
            let many = Array(repeating: unknown, count: 101).joined(separator: ",")
            #expect(try await shop.ask(.get, "/api/users/?ids=\(many)", as: peer).status == 422)
        }
    }

    @Test("A password is checked without a login, and held back like one")
    func verify() async throws {
        try await AccountsShop.open(limits: AccountLimits(failuresPerAccount: 2)) { shop in
            _ = try await shop.register("ann")
            let peer = try shop.peerToken()
            func verify(_ password: String) async throws -> Answer {
                try await shop.ask(
                    .post, "/api/verify/", #"{"username": "ann", "password": "\#(password)"}"#, as: peer)
            }
            let right = try await verify(AccountsShop.password)
            #expect(right["valid"] == .bool(true))
            #expect(right["user"]?["username"]?.stringValue == "ann")
            let wrong = try await verify("wrong")
            #expect(wrong["valid"] == .bool(false))
            #expect(wrong["user"] == .null)
            _ = try await verify("wrong")
            #expect(try await verify(AccountsShop.password).status == 429)
        }
    }

    @Test("Users and strangers reach none of it")
    func refused() async throws {
        try await AccountsShop.open { shop in
            let root = try await shop.admin()
            for token in [nil, root.access] {
                #expect(try await shop.ask(.get, "/api/user/\(root.id)/", as: token).status == 401)
                #expect(try await shop.ask(.get, "/api/users/?ids=\(root.id)", as: token).status == 401)
            }
        }
    }
}
