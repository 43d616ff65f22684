import Accounts
import HTTP
import JSON
import TestSupport
import Testing

@Suite("Sessions")
struct SessionTests {
    @Test("A user sees where they are logged in, and can log out there")
    func list() async throws {
        try await AccountsShop.open { shop in
            let here = try await shop.join("ann")
            _ = try await shop.join("bob")
            _ = try await shop.ask(
                .post, "token/", #"{"username": "ann", "password": "\#(AccountsShop.password)"}"#,
                fields: [.userAgent: "Phone"], from: "198.51.100.7")
            let list = try await shop.ask(.get, "sessions/", as: here.access)
            #expect(list["count"]?.intValue == 2)
            let sessions = list["results"]?.arrayValue ?? []
            #expect(sessions.first?["user_agent"]?.stringValue == "Phone")
            #expect(sessions.first?["address"]?.stringValue == "198.51.100.7")
            #expect(sessions.map { $0["is_current"] } == [.bool(false), .bool(true)])

            let phone = try #require(sessions.first?["id"]?.intValue)
            #expect(try await shop.ask(.delete, "sessions/\(phone)/", as: here.access).status == 204)
            #expect(try await shop.ask(.delete, "sessions/\(phone)/", as: here.access).status == 404)
            #expect(try await shop.ask(.get, "sessions/", as: here.access)["count"]?.intValue == 1)
        }
    }

    @Test("Somebody else's session is not there")
    func foreign() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            let bob = try await shop.join("bob")
            let list = try await shop.ask(.get, "sessions/", as: ann.access)
            let id = try #require(list["results"]?.arrayValue?.first?["id"]?.intValue)
            #expect(try await shop.ask(.delete, "sessions/\(id)/", as: bob.access).status == 404)
            #expect(try await shop.refresh(ann.refresh).status == 200)
        }
    }

    @Test("The number of sessions is bounded; the oldest makes room")
    func bounded() async throws {
        try await AccountsShop.open { shop in
            let first = try await shop.join("ann")
            for _ in 0..<49 { #expect(try await shop.logIn("ann").status == 200) }
            #expect(try await shop.ask(.get, "sessions/", as: first.access)["count"]?.intValue == 50)
            let last = try await shop.enter("ann")
            #expect(try await shop.ask(.get, "sessions/", as: last.access)["count"]?.intValue == 50)
            #expect(try await shop.refresh(first.refresh).status == 401)
            #expect(try await shop.refresh(last.refresh).status == 200)
        }
    }
}
