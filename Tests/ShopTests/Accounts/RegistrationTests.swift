import Accounts
import HTTP
import JSON
import SQL
import TestSupport
import Testing
import Values

@Suite("Registration")
struct RegistrationTests {
    @Test("Whoever registers has an account that the contract describes")
    func registers() async throws {
        try await AccountsShop.open { shop in
            let answer = try await shop.register("ann", role: "seller")
            #expect(answer.status == 201)
            #expect(answer["username"]?.stringValue == "ann")
            #expect(answer["email"]?.stringValue == "ann@example.com")
            #expect(answer["role"]?.stringValue == "seller")
            #expect(answer["is_active"] == .bool(true))
            #expect(answer["email_verified"] == .bool(false))
            #expect(answer["password"] == nil && answer["password_hash"] == nil)
            let ann = try await shop.enter("ann")
            let profile = try await shop.ask(.get, "profiles/\(ann.id)/", as: ann.access)
            #expect(profile["phone"]?.stringValue == "555 0100")
            #expect(try await shop.eventTypes() == ["user.registered"])
        }
    }

    @Test("A name or an address that is taken, in any case, is a conflict that names the field")
    func duplicates() async throws {
        try await AccountsShop.open { shop in
            _ = try await shop.join("ann")
            func register(_ username: String, _ email: String) async throws -> Answer {
                try await shop.ask(
                    .post, "users/",
                    #"{"username": "\#(username)", "email": "\#(email)", "password": "correct horse 7"}"#)
            }
            let name = try await register("ANN", "other@example.com")
            #expect(name.status == 409 && name.code == "duplicate" && name.wrongFields == ["/username"])
            let address = try await register("other", "Ann@Example.com")
            #expect(address.status == 409 && address.wrongFields == ["/email"])
            #expect(try await register("Ann", "ANN@example.com").wrongFields == ["/email", "/username"])
            // Nobody may call themselves by somebody else's address, or log in with it.
            #expect(try await register("ann@example.com", "third@example.com").wrongFields == ["/username"])
            let users: Int? = try await shop.database.scalar("select count(*) from users")
            #expect(users == 1)
        }
    }

    @Test("Of many who want the same name at once one gets it")
    func race() async throws {
        try await AccountsShop.open { shop in
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for number in 0..<12 {
                    group.addTask {
                        try await shop.ask(
                            .post, "users/",
                            """
                            {"username": "ann", "email": "ann\(number)@example.com", "password": "correct horse 7"}
                            """)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.filter { $0.status == 201 }.count == 1)
            let refused = answers.filter { $0.status == 409 }
            #expect(refused.count == 11)
            #expect(refused.allSatisfy { $0.wrongFields == ["/username"] })
        }
    }

    @Test(
        "What is wrong is refused at its field, and nothing is kept",
        arguments: [
            (#"{"username": "a b", "email": "a@example.com", "password": "correct horse 7"}"#, "/username"),
            (#"{"username": "ann", "email": "nonsense", "password": "correct horse 7"}"#, "/email"),
            (#"{"username": "ann", "email": "a@example.com", "password": "short"}"#, "/password"),
            (#"{"username": "ann", "email": "a@example.com", "password": "password123"}"#, "/password"),
            (
                #"{"username": "ann", "email": "a@example.com", "password": "correct horse 7", "role": "admin"}"#,
                "/role"
            ),
            (
                #"{"username": "ann", "email": "a@example.com", "password": "correct horse 7", "is_active": true}"#,
                "/is_active"
            ),
            (
                #"{"username": "ann", "email": "a@example.com", "password": "correct horse 7", "email_verified": true}"#,
                "/email_verified"
            ),
        ])
    func invalid(json: String, field: String) async throws {
        try await AccountsShop.open { shop in
            let answer = try await shop.ask(.post, "users/", json)
            #expect(answer.status == 422)
            #expect(answer.wrongFields == [field])
            let users: Int? = try await shop.database.scalar("select count(*) from users")
            #expect(users == 0)
        }
    }

    @Test("One address cannot register without end")
    func limited() async throws {
        try await AccountsShop.open(limits: AccountLimits(registrationsPerMinute: 2)) { shop in
            #expect(try await shop.register("ann").status == 201)
            #expect(try await shop.register("bob").status == 201)
            let third = try await shop.register("cid")
            #expect(third.status == 429)
            #expect(third.fields[.retryAfter] != nil)
            shop.clock.advance(by: .seconds(121))
            #expect(try await shop.register("cid").status == 201)
        }
    }

    @Test("A registration that is sent twice under one key happens once")
    func idempotent() async throws {
        try await AccountsShop.open { shop in
            let body = #"{"username": "ann", "email": "ann@example.com", "password": "correct horse 7"}"#
            let first = try await shop.ask(.post, "users/", body, fields: ["Idempotency-Key": "abc"])
            let second = try await shop.ask(.post, "users/", body, fields: ["Idempotency-Key": "abc"])
            #expect(first.status == 201 && second.status == 201)
            #expect(first["id"] == second["id"])
            #expect(second.fields["Idempotent-Replayed"] == "true")
        }
    }
}
