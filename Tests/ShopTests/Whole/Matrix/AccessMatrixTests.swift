import Contracts
import Endpoints
import HTTP
import JSON
import ServiceKit
import Testing

@Suite("The access matrix")
struct AccessMatrixTests {
    static let services = ["accounts", "catalog", "carts", "reviews", "orders", "notifications"]

    @Test(
        "Each route lets in whom it declares, refuses everybody else, and a refusal changes nothing",
        arguments: services)
    func everyRoute(service: String) async throws {
        try await withBazaar { bazaar in
            for route in try bazaar.shop.host(service).routes {
                let operation = route.description
                let visit = try Visit.of(operation)
                try await expectRefusals(bazaar, operation, visit, at: service)
                try await expectAdmissions(bazaar, operation, visit, at: service)
            }
        }
    }

    private func expectRefusals(
        _ bazaar: Bazaar, _ operation: OperationDescription, _ visit: Visit, at service: String
    ) async throws {
        let owner = try #require(Who.allCases.first { Verdict(operation, $0, visit) == .allowed })
        let call = try await visit.prepare(bazaar, owner)
        let before = try await bazaar.shop.contents()
        for who in Who.allCases {
            for host in [service, "gateway"] {
                let isHidden = host == "gateway" && operation.exposure == .internal
                guard case .refused(let status) = isHidden ? .refused(404) : Verdict(operation, who, visit) else {
                    continue
                }
                let answer = try await bazaar.send(
                    call, of: operation, as: bazaar.visitor(who, at: host), to: host)
                #expect(answer.status == status, "\(operation) at \(host) as \(who): \(answer)")
                #expect(answer.fields[.contentType] == "application/problem+json", "\(operation) as \(who)")
                #expect(answer.status != 401 || answer.fields[.wwwAuthenticate] != nil, "\(operation) as \(who)")
            }
        }
        let changes = try await bazaar.shop.contents().changes(since: before)
        #expect(changes == [], "\(operation)")
    }

    private func expectAdmissions(
        _ bazaar: Bazaar, _ operation: OperationDescription, _ visit: Visit, at service: String
    ) async throws {
        for who in Who.allCases where Verdict(operation, who, visit) == .allowed {
            let call = try await visit.prepare(bazaar, who)
            let host = operation.exposure == .internal ? service : "gateway"
            let visitor = call.caller.map { Visitor.user($0) } ?? bazaar.visitor(who, at: host)
            let answer = try await bazaar.send(call, of: operation, as: visitor, to: host)
            #expect(answer.status == operation.status.code, "\(operation) as \(who): \(answer)")
        }
    }

    @Test("What a query or a body asks for counts as well")
    func narrowerCells() async throws {
        try await withBazaar { bazaar in
            let shop = bazaar.shop
            let colleague = try await shop.newPerson(.staff)
            let hidden = try await bazaar.newProduct()
            _ = try await shop.send(.delete, "products/\(hidden)/", as: .user(bazaar.seller)).expect(204)
            var forOther = WholeShop.order([(bazaar.product, 1)]).objectValue ?? [:]
            forOther["user_id"] = bazaar.otherBuyer.json
            let promotion: JSONValue = ["action": "set_role", "role": "staff"]
            let (buyer, staff) = (Visitor.user(bazaar.buyer), Visitor.user(bazaar.staff))
            let before = try await shop.contents()

            let answers = [
                (
                    "an order for somebody else", 403,
                    try await shop.send(.post, "orders/", .object(forOther), as: buyer)
                ),
                (
                    "the orders of somebody else", 403,
                    try await shop.send(.get, "orders/?user_id=\(bazaar.otherBuyer.id)", as: buyer)
                ),
                ("deleted orders", 403, try await shop.send(.get, "orders/?deleted=true", as: buyer)),
                (
                    "staff making staff", 403,
                    try await shop.send(.post, "users/\(bazaar.buyer.id)/", promotion, as: staff)
                ),
                (
                    "staff acting on staff", 403,
                    try await shop.send(.post, "users/\(colleague.id)/", ["action": "deactivate"], as: staff)
                ),
                (
                    "staff changing staff", 403,
                    try await shop.send(.patch, "users/\(colleague.id)/", ["first_name": "Bob"], as: staff)
                ),
                ("staff closing staff", 403, try await shop.send(.delete, "users/\(colleague.id)/", as: staff)),
                (
                    "staff changing the profile of staff", 403,
                    try await shop.send(.patch, "profiles/\(colleague.id)/", ["phone": "1"], as: staff)
                ),
                ("a disabled product for anyone", 404, try await shop.send(.get, "products/\(hidden)/")),
                ("a disabled product for a buyer", 404, try await shop.send(.get, "products/\(hidden)/", as: buyer)),
                (
                    "a disabled product for another seller", 404,
                    try await shop.send(.get, "products/\(hidden)/", as: .user(bazaar.otherSeller))
                ),
            ]
            for (what, status, answer) in answers {
                #expect(answer.status == status, "\(what): \(answer)")
            }
            let changes = try await shop.contents().changes(since: before)
            #expect(changes == [])

            for person in [bazaar.seller, bazaar.staff, shop.admin] {
                _ = try await shop.send(.get, "products/\(hidden)/", as: .user(person)).expect(200)
            }
            _ = try await shop.send(.post, "users/\(colleague.id)/", ["action": "deactivate"], as: .user(shop.admin))
                .expect(200)
        }
    }

    @Test("Every route of every host stands in the matrix, and every row of the matrix is a route")
    func isComplete() async throws {
        try await withBazaar { bazaar in
            let served = Set(
                bazaar.shop.hosts.flatMap(\.routes).map { route in
                    "\(route.description.method) \(route.description.path)".replacing("/api/v1/", with: "")
                })
            #expect(served.symmetricDifference(Visit.all.keys) == [])
        }
    }
}
