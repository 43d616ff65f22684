import Accounts
import HTTP
import JSON
import SQL
import TestSupport
import Testing

@Suite("Staff")
struct StaffTests {
    @Test("Staff switch an account off and on; its sessions end at once")
    func deactivate() async throws {
        try await AccountsShop.open { shop in
            let staff = try await shop.staff("sue", madeBy: try await shop.admin())
            let ann = try await shop.join("ann")
            let off = try await shop.act("deactivate", on: ann, by: staff)
            #expect(off["is_active"] == .bool(false))
            #expect(try await shop.refresh(ann.refresh).status == 401)
            #expect(try await shop.logIn("ann").status == 401)
            // The access token lives some minutes more, but opens nothing here.
            #expect(try await shop.ask(.get, "users/me/", as: ann.access).status == 401)
            #expect(
                try await shop.ask(.patch, "users/\(ann.id)/", #"{"first_name": "X"}"#, as: ann.access).status == 401)
            #expect(try await shop.act("activate", on: ann, by: staff).status == 200)
            #expect(try await shop.logIn("ann").status == 200)
            #expect(try await shop.auditActions(on: ann) == ["deactivate", "activate"])
        }
    }

    @Test("Staff act on buyers and sellers, and only admins on staff")
    func ranks() async throws {
        try await AccountsShop.open { shop in
            let root = try await shop.admin()
            let sue = try await shop.staff("sue", madeBy: root)
            let tom = try await shop.staff("tom", madeBy: root)
            let ann = try await shop.join("ann")
            for action in ["deactivate", "revoke_sessions", "send_password_reset"] {
                #expect(try await shop.act(action, on: tom, by: sue).status == 403)
                #expect(try await shop.act(action, on: root, by: sue).status == 403)
            }
            #expect(try await shop.ask(.get, "users/\(tom.id)/", as: sue.access).status == 200)
            #expect(
                try await shop.ask(.patch, "users/\(tom.id)/", #"{"first_name": "X"}"#, as: sue.access).status == 403)
            #expect(try await shop.ask(.delete, "users/\(tom.id)/", as: sue.access).status == 403)
            #expect(try await shop.act("set_role", on: sue, by: sue, role: "admin").status == 403)
            #expect(try await shop.act("set_role", on: ann, by: sue, role: "staff").status == 403)
            #expect(try await shop.act("set_role", on: ann, by: sue, role: "seller").status == 200)
            #expect(try await shop.act("set_role", on: tom, by: root, role: "admin").status == 200)
            // What was refused has left no trace.
            #expect(try await shop.auditActions(on: ann) == ["set_role"])
            #expect(try await shop.auditActions(on: tom) == ["set_role", "set_role"])
        }
    }

    @Test("A role that was taken away counts for nothing at once, whatever the token says")
    func demoted() async throws {
        try await AccountsShop.open { shop in
            let root = try await shop.admin()
            let sue = try await shop.staff("sue", madeBy: root)
            let ann = try await shop.join("ann")
            #expect(try await shop.act("set_role", on: sue, by: root, role: "buyer").status == 200)
            #expect(try await shop.refresh(sue.refresh).status == 401)
            #expect([403, 404].contains(try await shop.act("deactivate", on: ann, by: sue).status))
            #expect(try await shop.logIn("ann").status == 200)
        }
    }

    @Test("A role goes with set_role, and only with it")
    func roleField() async throws {
        try await AccountsShop.open { shop in
            let root = try await shop.admin()
            let ann = try await shop.join("ann")
            #expect(try await shop.act("set_role", on: ann, by: root).wrongFields == ["/role"])
            #expect(try await shop.act("activate", on: ann, by: root, role: "admin").wrongFields == ["/role"])
            #expect(try await shop.act("set_role", on: ann, by: root, role: "king").wrongFields == ["/role"])
            #expect(try await shop.auditActions(on: ann).isEmpty)
        }
    }

    @Test("The last admin stays, until there is another")
    func lastAdmin() async throws {
        try await AccountsShop.open { shop in
            let root = try await shop.admin()
            for answer in [
                try await shop.act("deactivate", on: root, by: root),
                try await shop.act("set_role", on: root, by: root, role: "staff"),
                try await shop.ask(.delete, "users/\(root.id)/", as: root.access),
                try await shop.ask(.delete, "users/", as: root.access),
            ] {
                #expect(answer.status == 409)
                #expect(answer.code == "last_admin")
            }
            _ = try await shop.admin("second")
            #expect(try await shop.act("set_role", on: root, by: root, role: "buyer").status == 200)
            #expect(try await shop.accounts.hasAdmin())
        }
    }

    @Test("Two admins who demote each other at once leave one")
    func mutual() async throws {
        try await AccountsShop.open { shop in
            let root = try await shop.admin()
            let second = try await shop.admin("second")
            async let one = shop.act("set_role", on: second, by: root, role: "buyer")
            async let other = shop.act("set_role", on: root, by: second, role: "buyer")
            let statuses = [try await one.status, try await other.status]
            #expect(statuses.filter { $0 == 200 }.count == 1)
            #expect(try await shop.accounts.hasAdmin())
        }
    }

    @Test("Staff change accounts and profiles of others, and each change is written down once")
    func audit() async throws {
        try await AccountsShop.open { shop in
            let root = try await shop.admin()
            let ann = try await shop.join("ann")
            _ = try await shop.ask(.patch, "users/\(ann.id)/", #"{"first_name": "A"}"#, as: root.access).text("id")
            _ = try await shop.ask(.patch, "profiles/\(ann.id)/", #"{"phone": "1"}"#, as: root.access).text("user")
            #expect(try await shop.act("revoke_sessions", on: ann, by: root).status == 200)
            #expect(try await shop.auditActions(on: ann) == ["change_user", "change_profile", "revoke_sessions"])
            #expect(try await shop.refresh(ann.refresh).status == 401)
        }
    }

    @Test("The database refuses to change or remove what was written down")
    func immutable() async throws {
        try await AccountsShop.open { shop in
            _ = try await shop.admin()
            for statement: Query in ["update audit_entries set action = 'nothing'", "delete from audit_entries"] {
                await #expect(throws: SQLError.self) { _ = try await shop.database.execute(statement) }
            }
            let entries: Int? = try await shop.database.scalar("select count(*) from audit_entries")
            #expect(entries == 1)
        }
    }
}
