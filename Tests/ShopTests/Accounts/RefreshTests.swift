import Accounts
import HTTP
import SQL
import TestSupport
import Testing
import Values

@Suite("Refresh tokens")
struct RefreshTests {
    @Test("A refresh spends the token and gives the next; neither lies in the database as it is")
    func rotation() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            var token = ann.refresh
            for _ in 0..<3 {
                let answer = try await shop.refresh(token)
                #expect(answer.status == 200)
                #expect(try answer.text("refresh") != token)
                token = try answer.text("refresh")
                #expect(try await shop.ask(.get, "users/me/", as: try answer.text("access")).status == 200)
            }
            let hashes = try await shop.database.query("select hash from refresh_tokens") { row in
                try row.get("hash", as: [UInt8].self)
            }
            #expect(hashes.count == 4)
            #expect(hashes.allSatisfy { $0.count == 32 })
        }
    }

    @Test("A token that comes again ends its session, is refused, and is written down")
    func reuse() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            let other = try await shop.enter("ann")
            let next = try await shop.refresh(ann.refresh).text("refresh")
            #expect(try await shop.refresh(ann.refresh).status == 401)
            // The thief's token is dead as well, whoever of the two is the thief.
            #expect(try await shop.refresh(next).status == 401)
            #expect(try await shop.auditActions(on: ann) == ["token_reuse"])
            // Other sessions have nothing to do with it.
            #expect(try await shop.refresh(other.refresh).status == 200)
        }
    }

    @Test("The same token twice at once: one is answered, and the session is over")
    func race() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<2 { group.addTask { try await shop.refresh(ann.refresh) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.map(\.status).sorted() == [200, 401])
            for answer in answers where answer.status == 200 {
                #expect(try await shop.refresh(try answer.text("refresh")).status == 401)
            }
        }
    }

    @Test("A session that is not used for 30 days is over; one that is used goes on")
    func expiry() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            shop.clock.advance(by: .seconds(29 * 86_400))
            let next = try await shop.refresh(ann.refresh).text("refresh")
            shop.clock.advance(by: .seconds(29 * 86_400))
            let last = try await shop.refresh(next).text("refresh")
            shop.clock.advance(by: .seconds(30 * 86_400))
            #expect(try await shop.refresh(last).status == 401)
            try await shop.accounts.sweepOnce()
            let sessions: Int? = try await shop.database.scalar("select count(*) from sessions")
            #expect(sessions == 0)
        }
    }

    @Test("Revoking ends the session, says 204 whatever is sent, and may be repeated")
    func revoke() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            for token in [ann.refresh, ann.refresh, "nonsense"] {
                #expect(try await shop.ask(.post, "token/revoke/", #"{"refresh": "\#(token)"}"#).status == 204)
            }
            #expect(try await shop.refresh(ann.refresh).status == 401)
            #expect(try await shop.auditActions(on: ann).isEmpty)
        }
    }

    @Test("The database itself keeps a second live token out of a session")
    func invariant() async throws {
        try await AccountsShop.open { shop in
            _ = try await shop.join("ann")
            let error = await #expect(throws: SQLError.self) {
                _ = try await shop.database.execute(
                    """
                    insert into refresh_tokens (hash, session_id, issued_at, expires_at)
                    select \([UInt8](repeating: 1, count: 32)), session_id, issued_at, expires_at from refresh_tokens
                    """)
            }
            #expect(error?.isUniqueViolation == true)
        }
    }
}
