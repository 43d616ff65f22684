import Accounts
import HTTP
import JSON
import SQL
import TestSupport
import Testing

@Suite("Users")
struct UserTests {
    @Test("Users read and change their own account; what they leave out of a PATCH stays")
    func own() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            let changed = try await shop.ask(
                .patch, "users/\(ann.id)/", #"{"first_name": "Anna"}"#, as: ann.access)
            #expect(changed.status == 200)
            #expect(changed["first_name"]?.stringValue == "Anna")
            #expect(changed["last_name"]?.stringValue == "Last")

            let replaced = try await shop.ask(
                .put, "users/", #"{"username": "anna", "email": "ann@example.com"}"#, as: ann.access)
            #expect(replaced["username"]?.stringValue == "anna")
            #expect(replaced["first_name"]?.stringValue == "")
            #expect(try await shop.ask(.get, "users/\(ann.id)/", as: ann.access).body == replaced.body)
            #expect(try await shop.logIn("anna").status == 200)
            #expect(try await shop.logIn("ann").status == 401)
            #expect(try await shop.eventTypes() == ["user.registered", "user.updated", "user.updated"])
        }
    }

    @Test("Somebody else's account and profile are not there, to read or to change")
    func foreign() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            let bob = try await shop.join("bob")
            let before = try await shop.ask(.get, "users/\(ann.id)/", as: ann.access).body
            for path in ["users/\(ann.id)/", "profiles/\(ann.id)/"] {
                #expect(try await shop.ask(.get, path, as: bob.access).status == 404)
            }
            #expect(
                try await shop.ask(.patch, "users/\(ann.id)/", #"{"first_name": "X"}"#, as: bob.access).status == 404)
            #expect(
                try await shop.ask(.patch, "profiles/\(ann.id)/", #"{"phone": "1"}"#, as: bob.access).status == 404)
            #expect(try await shop.ask(.delete, "users/\(ann.id)/", as: bob.access).status == 404)
            #expect(try await shop.ask(.get, "users/", as: bob.access).status == 403)
            #expect(try await shop.act("deactivate", on: ann, by: bob).status == 403)
            #expect(try await shop.ask(.get, "users/\(ann.id)/", as: ann.access).body == before)
        }
    }

    @Test(
        "What is not the user's to write is refused by name, and nothing changes",
        arguments: ["role", "is_active", "email_verified", "id", "date_joined", "password", "password_hash"])
    func massAssignment(field: String) async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            let before = try await shop.ask(.get, "users/me/", as: ann.access).body
            let answer = try await shop.ask(
                .patch, "users/\(ann.id)/", #"{"first_name": "X", "\#(field)": "admin"}"#, as: ann.access)
            #expect(answer.status == 422)
            #expect(answer.wrongFields == ["/\(field)"])
            #expect(try await shop.ask(.get, "users/me/", as: ann.access).body == before)
        }
    }

    @Test("A change of what somebody else changed meanwhile is refused; what is known is not sent again")
    func conditions() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            for path in ["users/\(ann.id)/", "profiles/\(ann.id)/"] {
                let field = path.hasPrefix("users") ? "first_name" : "phone"
                let tag = try #require(try await shop.ask(.get, path, as: ann.access).fields[.etag])
                #expect(try await shop.ask(.get, path, as: ann.access, fields: [.ifNoneMatch: tag]).status == 304)
                let first = try await shop.ask(
                    .patch, path, #"{"\#(field)": "1"}"#, as: ann.access, fields: [.ifMatch: tag])
                #expect(first.status == 200)
                #expect(first.fields[.etag] != tag)
                let second = try await shop.ask(
                    .patch, path, #"{"\#(field)": "2"}"#, as: ann.access, fields: [.ifMatch: tag])
                #expect(second.status == 412)
                #expect(try await shop.ask(.get, path, as: ann.access)[field]?.stringValue == "1")
            }
        }
    }

    @Test("No way to change an account, to close it or to act on it passes over a tag of an older version")
    func staleEverywhere() async throws {
        try await AccountsShop.open { shop in
            let admin = try await shop.admin()
            let ann = try await shop.join("ann")
            let tag = try #require(try await shop.ask(.get, "users/me/", as: ann.access).fields[.etag])
            #expect(try await shop.ask(.get, "users/\(ann.id)/", as: ann.access).fields[.etag] == tag)
            let body = #"{"username": "ann", "email": "ann@example.com"}"#
            let replaced = try await shop.ask(.put, "users/", body, as: ann.access, fields: [.ifMatch: tag])
            #expect(replaced.status == 200)
            let attempts: [(HTTPMethod, String, String?, AccountsShop.Person)] = [
                (.put, "users/", body, ann), (.delete, "users/", nil, ann), (.delete, "users/\(ann.id)/", nil, ann),
                (.post, "users/\(ann.id)/", #"{"action": "deactivate"}"#, admin),
            ]
            for (method, path, content, caller) in attempts {
                let stale = try await shop.ask(
                    method, path, content, as: caller.access, fields: [.ifMatch: tag])
                #expect(stale.status == 412, "\(method) \(path)")
            }
            #expect(try await shop.logIn("ann").status == 200)
            let fresh = try #require(replaced.fields[.etag])
            #expect(try await shop.ask(.delete, "users/", as: ann.access, fields: [.ifMatch: fresh]).status == 204)
        }
    }

    @Test("Another user's name or address is a conflict, and the own one in another case is not")
    func duplicate() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            _ = try await shop.join("bob")
            let taken = try await shop.ask(
                .patch, "users/\(ann.id)/", #"{"username": "Bob", "email": "BOB@example.com"}"#, as: ann.access)
            #expect(taken.status == 409)
            #expect(taken.wrongFields == ["/email", "/username"])
            #expect(try await shop.logIn("ann").status == 200)
            let own = try await shop.ask(.patch, "users/\(ann.id)/", #"{"username": "Ann"}"#, as: ann.access)
            #expect(own.status == 200)
        }
    }

    @Test("Staff list users, newest first, by role and by parts of their names; signs stand for themselves")
    func list() async throws {
        try await AccountsShop.open { shop in
            let root = try await shop.admin()
            for name in ["ann", "bob", "b_b"] { _ = try await shop.register(name) }
            _ = try await shop.register("shop", role: "seller")
            func names(_ query: String) async throws -> [String] {
                try await shop.ask(.get, "users/\(query)", as: root.access).usernames
            }
            #expect(try await names("") == ["shop", "b_b", "bob", "ann", "root"])
            #expect(try await names("?role=seller") == ["shop"])
            #expect(try await names("?search=BOB@EXAMPLE") == ["bob"])
            #expect(try await names("?search=first%20last&role=buyer") == ["b_b", "bob", "ann"])
            #expect(try await names("?search=b_b") == ["b_b"])
            #expect(try await names("?search=%25") == [])
            let page = try await shop.ask(.get, "users/?limit=2&offset=2", as: root.access)
            #expect(page.usernames == ["bob", "ann"])
            #expect(page["count"]?.intValue == 5)
            let next = try #require(page["next"]?.stringValue)
            #expect(try await shop.ask(.get, next, as: root.access).usernames == ["root"])
            #expect(try await shop.ask(.get, "users/?limit=101", as: root.access).wrongFields == ["limit"])
        }
    }

    @Test("Lists follow an index, however many users there are")
    func plans() async throws {
        try await AccountsShop.open { shop in
            for condition: Query in ["closed_at is null", "closed_at is null and role = 'buyer'"] {
                let plan = try await RecordingDatabase(shop.database).plan(
                    of: """
                        select id from users where \(fragment: condition)
                        order by date_joined desc, id desc limit 10
                        """)
                #expect(plan.contains { $0.detail.contains(" users_open") }, "\(plan)")
                #expect(!plan.contains { $0.isSort }, "\(plan)")
            }
        }
    }

    @Test("In a search a sign stands for itself also where a combining mark makes one letter of the two")
    func markedSign() async throws {
        try await AccountsShop.open { shop in
            let root = try await shop.admin()
            let ann = try await shop.join("ann")
            let changed = try await shop.ask(
                .patch, "users/\(ann.id)/", #"{"first_name": "x\u0301"}"#, as: ann.access)
            #expect(changed.status == 200)
            let letter = try await shop.ask(.get, "users/?search=x%CC%81", as: root.access)
            #expect(letter.usernames == ["ann"])
            let sign = try await shop.ask(.get, "users/?search=%25%CC%81", as: root.access)
            #expect(sign.usernames == [])
        }
    }

    @Test("A profile is replaced whole or changed in part")
    func profile() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            let path = "profiles/\(ann.id)/"
            let changed = try await shop.ask(.patch, path, #"{"store_name": "Ann's"}"#, as: ann.access)
            #expect(changed["store_name"]?.stringValue == "Ann's")
            #expect(changed["phone"]?.stringValue == "555 0100")
            let replaced = try await shop.ask(.put, path, #"{"phone": "", "address": "2 Road"}"#, as: ann.access)
            #expect(replaced["store_name"]?.stringValue == "")
            #expect(replaced["address"]?.stringValue == "2 Road")
            let long = String(repeating: "x", count: 501)
            #expect(
                try await shop.ask(.patch, path, #"{"address": "\#(long)"}"#, as: ann.access).wrongFields
                    == ["/address"])
        }
    }
}
