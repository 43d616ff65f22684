import Accounts
import HTTP
import JSON
import SQL
import Security
import TestSupport
import Testing
import Values

@Suite("Log in")
struct LogInTests {
    @Test("Either name in either field logs in, as JSON and as a form, in any case")
    func names() async throws {
        try await AccountsShop.open { shop in
            _ = try await shop.register("ann")
            for name in ["ann", "ANN", "ann@example.com", "Ann@Example.Com"] {
                for field in ["username", "email"] {
                    let json = try await shop.ask(
                        .post, "token/", #"{"\#(field)": "\#(name)", "password": "\#(AccountsShop.password)"}"#)
                    #expect(json.status == 200, "\(name) in \(field)")
                    let form = try await shop.ask(
                        .post, "token/",
                        "grant_type=password&\(field)=\(name.replacing("@", with: "%40"))&password=correct+horse+7",
                        fields: [.contentType: "application/x-www-form-urlencoded"])
                    #expect(form.status == 200, "\(name) in \(field)")
                }
            }
        }
    }

    @Test("The answer holds a short access token that a key of the published set verifies, and is not cached")
    func answer() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann", role: "seller")
            let answer = try await shop.logIn("ann")
            #expect(answer["access"] == answer["access_token"])
            #expect(answer["token_type"]?.stringValue == "Bearer")
            #expect(answer["expires_in"]?.intValue == 300)
            #expect(answer.fields[.cacheControl] == "no-store")

            let published = try await shop.ask(.get, "/.well-known/jwks.json")
            let keys = KeyRing(try KeySet(jwks: Array(published.body.utf8)))
            let token = try TokenVerifier(keys: keys, issuer: "souk", audience: "souk", clock: shop.clock.wallClock)
                .verify(try answer.text("access"))
            #expect(token.subject == ann.id)
            #expect(token.role == "seller")
            #expect(token.name == "ann")
            #expect(token.sessionID != nil)

            shop.clock.advance(by: .seconds(301))
            #expect(try await shop.ask(.get, "users/me/", as: try answer.text("access")).status == 401)
        }
    }

    @Test("A wrong password, an unknown user and an inactive one get the same answer")
    func refused() async throws {
        try await AccountsShop.open { shop in
            let root = try await shop.admin()
            let bob = try await shop.join("bob")
            _ = try await shop.register("ann")
            #expect(try await shop.act("deactivate", on: bob, by: root).status == 200)
            let answers = [
                try await shop.logIn("ann", "not the password"), try await shop.logIn("nobody"),
                try await shop.logIn("bob"),
            ]
            func shape(_ answer: Answer) -> [String?] {
                [answer.code, answer["title"]?.stringValue, answer["detail"]?.stringValue]
            }
            #expect(answers.allSatisfy { $0.status == 401 })
            #expect(Set(answers.map(shape)).count == 1)
        }
    }

    @Test("A login without a name says which field is missing")
    func nameless() async throws {
        try await AccountsShop.open { shop in
            let answer = try await shop.ask(.post, "token/", #"{"password": "correct horse 7"}"#)
            #expect(answer.status == 422)
            #expect(answer.wrongFields == ["/username"])
        }
    }

    @Test("Real hashes cost what they should, and cheaper ones are made anew at the next login")
    func cost() async throws {
        try await AccountsShop.open(cost: .standard) { shop in
            _ = try await shop.register("ann")
            let cheap = try PasswordHasher(cost: AccountsShop.cheap)
            defer { cheap.shutdown() }
            let old = try await cheap.hash(Secret(AccountsShop.password)).encoded
            _ = try await shop.database.execute("update users set password_hash = \(old)")
            #expect(try await shop.logIn("ann").status == 200)
            let new: String? = try await shop.database.scalar("select password_hash from users")
            #expect(new?.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$") == true)
            #expect(try await shop.logIn("ann").status == 200)
        }
    }
}
