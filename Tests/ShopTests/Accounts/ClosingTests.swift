import Accounts
import Contracts
import HTTP
import JSON
import SQL
import TestSupport
import Testing
import Values

@Suite("Closing an account")
struct ClosingTests {
    @Test("With no open order, tokens end and everything personal goes")
    func close() async throws {
        try await AccountsShop.open { shop in
            let root = try await shop.admin()
            let ann = try await shop.join("ann")
            #expect(try await shop.ask(.delete, "users/", as: ann.access).status == 204)
            #expect(try await shop.logIn("ann").status == 401)
            #expect(try await shop.refresh(ann.refresh).status == 401)
            try await shop.accounts.sweepOnce()
            #expect(try await shop.ask(.get, "users/\(ann.id)/", as: root.access).status == 404)
            #expect(try await shop.eventTypes().suffix(1) == ["user.closed"])
            for table in ["users", "profiles", "sessions", "login_names", "mail_requests", "closures"] {
                let rows = try await shop.database.query("select * from \(unescaped: table)")
                for row in rows {
                    for column in row.columns.names {
                        guard case .text(let text)? = row[column] else { continue }
                        #expect(text.contains("ann") == false && text != "1 Long Lane", "\(table).\(column)")
                    }
                }
            }
            // The names are free again.
            #expect(try await shop.register("ann").status == 201)
        }
    }

    @Test("While an order is open the data stays, for the parcel; afterwards it goes")
    func openOrders() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            shop.orders.setOpen(1)
            #expect(try await shop.ask(.delete, "users/\(ann.id)/", as: ann.access).status == 204)
            #expect(try await shop.logIn("ann").status == 401)
            try await shop.accounts.sweepOnce()
            let peer = try shop.peerToken()
            let account = try await shop.ask(.get, "/api/user/\(ann.id)/", as: peer)
            #expect(account["address"]?.stringValue == "1 Long Lane")
            #expect(try await !shop.eventTypes().contains("user.closed"))

            shop.orders.setOpen(0)
            shop.clock.advance(by: .seconds(60))
            try await shop.accounts.sweepOnce()
            #expect(try await shop.ask(.get, "/api/user/\(ann.id)/", as: try shop.peerToken()).status == 404)
            #expect(try await shop.eventTypes().filter { $0 == "user.closed" }.count == 1)
            #expect(try await shop.auditActions(on: ann) == ["close_account"])
        }
    }

    @Test("The end of the last order lets the data go at once")
    func lastOrder() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            shop.orders.setOpen(1)
            #expect(try await shop.ask(.delete, "users/", as: ann.access).status == 204)
            try await shop.accounts.sweepOnce()
            shop.orders.setOpen(0)
            try await shop.accounts.sweepOnce()
            #expect(try await shop.ask(.get, "/api/user/\(ann.id)/", as: try shop.peerToken()).status == 200)

            try await shop.deliver(to: ann)
            try await shop.accounts.sweepOnce()
            #expect(try await shop.ask(.get, "/api/user/\(ann.id)/", as: try shop.peerToken()).status == 404)
        }
    }

    @Test("The end of the last order is not missed by who has counted it as open a moment before")
    func lastOrderMeanwhile() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            shop.orders.setOpen(1)
            shop.orders.afterCounting {
                shop.orders.setOpen(0)
                await #expect(throws: Never.self) { try await shop.deliver(to: ann) }
            }
            #expect(try await shop.ask(.delete, "users/", as: ann.access).status == 204)
            try await shop.accounts.sweepOnce()
            #expect(try await shop.ask(.get, "/api/user/\(ann.id)/", as: try shop.peerToken()).status == 200)
            shop.orders.afterCounting(nil)
            try await shop.accounts.sweepOnce()
            #expect(try await shop.ask(.get, "/api/user/\(ann.id)/", as: try shop.peerToken()).status == 404)
        }
    }

    @Test("While orders do not answer the data stays as well")
    func ordersAway() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            shop.orders.goAway()
            #expect(try await shop.ask(.delete, "users/", as: ann.access).status == 204)
            try await shop.accounts.sweepOnce()
            #expect(try await shop.ask(.get, "/api/user/\(ann.id)/", as: try shop.peerToken()).status == 200)
            shop.orders.comeBack()
            shop.clock.advance(by: .seconds(60))
            try await shop.accounts.sweepOnce()
            #expect(try await shop.ask(.get, "/api/user/\(ann.id)/", as: try shop.peerToken()).status == 404)
        }
    }

    @Test("Once no token of the account lives any more, all are told again: some may have kept what came after")
    func outlivedByTokens() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            func sweep() async throws -> Int {
                try await shop.accounts.sweepOnce()
                return try await shop.eventTypes().count { $0 == "user.closed" }
            }
            #expect(try await shop.ask(.delete, "users/", as: ann.access).status == 204)
            #expect(try await sweep() == 1)
            shop.clock.advance(by: .seconds(5 * 60))
            #expect(try await sweep() == 1)

            // Ordered with the last token: the address is needed until the parcel is there.
            shop.orders.setOpen(1)
            shop.clock.advance(by: .seconds(5 * 60))
            #expect(try await sweep() == 1)
            shop.orders.setOpen(0)
            shop.clock.advance(by: .seconds(60 * 60))
            #expect(try await sweep() == 2)
            shop.clock.advance(by: .seconds(60 * 60))
            #expect(try await sweep() == 2)
            #expect(try await shop.database.scalar("select count(*) from closures", as: Int.self) == 0)
        }
    }

    @Test("An order that ends early does not hide those that a living token may still place")
    func hastenedTooEarly() async throws {
        try await AccountsShop.open { shop in
            let ann = try await shop.join("ann")
            #expect(try await shop.ask(.delete, "users/", as: ann.access).status == 204)
            try await shop.accounts.sweepOnce()
            try await shop.deliver(to: ann)
            try await shop.accounts.sweepOnce()
            #expect(try await shop.eventTypes().count { $0 == "user.closed" } == 1)
            shop.clock.advance(by: .seconds(10 * 60))
            try await shop.accounts.sweepOnce()
            #expect(try await shop.eventTypes().count { $0 == "user.closed" } == 2)
        }
    }

    @Test("Closing twice is closing once; staff close others")
    func repeated() async throws {
        try await AccountsShop.open { shop in
            let root = try await shop.admin()
            let ann = try await shop.join("ann")
            for _ in 0..<2 {
                #expect(try await shop.ask(.delete, "users/\(ann.id)/", as: root.access).status == 204)
            }
            #expect(try await shop.ask(.delete, "users/", as: ann.access).status == 204)
            #expect(try await shop.act("activate", on: ann, by: root).status == 404)
            #expect(try await shop.ask(.get, "users/", as: root.access).usernames == ["root"])
            try await shop.accounts.sweepOnce()
            #expect(try await shop.auditActions(on: ann) == ["close_account"])
        }
    }
}
