import Contracts
import Endpoints
import HTTP
import JSON
import SQL
import ServiceTestSupport
import TestSupport
import Testing
import Values

@testable import Orders

@Suite("Lists of orders")
struct OrderListTests {
    private func list(_ query: OrderQuery, _ stage: OrdersStage, as caller: TestCaller) async throws -> [Int] {
        try await stage.shop.call(OrdersAPI.listOrders, query: query, as: caller).results.map(\.id.rawValue)
    }

    @Test("Buyers see their own, staff see all, the newest first, by state and by buyer")
    func filters() async throws {
        try await OrdersStage.run { stage in
            try await stage.place(OrdersStage.order((1, 1)))
            try await stage.place(OrdersStage.order((1, 1)), as: OrdersStage.otherBuyer)
            _ = await stage.refusal(OrdersStage.order((1, 99)))
            try await stage.place(OrdersStage.order((2, 1)))
            let (anna, staff) = (OrdersStage.buyer, OrdersStage.staff)
            #expect(try await list(OrderQuery(), stage, as: anna) == [4, 3, 1])
            #expect(try await list(OrderQuery(), stage, as: OrdersStage.otherBuyer) == [2])
            #expect(try await list(OrderQuery(), stage, as: staff) == [4, 3, 2, 1])
            #expect(try await list(OrderQuery(status: .confirmed), stage, as: anna) == [4, 1])
            #expect(try await list(OrderQuery(status: .rejected), stage, as: staff) == [3])
            #expect(try await list(OrderQuery(userID: OrdersStage.bert), stage, as: staff) == [2])
            #expect(try await list(OrderQuery(userID: OrdersStage.anna), stage, as: anna) == [4, 3, 1])
            for query in [OrderQuery(userID: OrdersStage.bert), OrderQuery(deleted: true)] {
                let problem = await #expect(throws: Problem.self) { try await list(query, stage, as: anna) }
                #expect(problem?.status == .forbidden)
            }
        }
    }

    @Test("A list is read part by part, and counted as a whole")
    func paging() async throws {
        try await OrdersStage.run { stage in
            for _ in 1...5 { try await stage.place(OrdersStage.order((1, 1))) }
            let first = try await stage.shop.call(
                OrdersAPI.listOrders, query: OrderQuery(status: .confirmed, limit: 2), as: OrdersStage.buyer)
            #expect(first.count == 5)
            #expect(first.countExact == nil)
            #expect(first.previous == nil)
            #expect(first.results.map(\.id.rawValue) == [5, 4])
            #expect(first.results.first?.items.map(\.productName) == ["Lamp"])
            #expect(first.results.first?.user?.username == "anna")
            let next = try await stage.shop.send(.get, try #require(first.next), as: OrdersStage.buyer)
            let ids = try await next.json["results"]?.arrayValue?.compactMap { $0["id"]?.intValue }
            #expect(ids == [3, 2])
            for target in ["?status=lost", "?limit=0", "?limit=101", "?offset=-1", "?user_id=7", "?page=2"] {
                let response = try await stage.shop.send(.get, "/api/v1/orders/\(target)", as: OrdersStage.buyer)
                #expect(response.status == .unprocessableContent, "\(target)")
            }
        }
    }

    @Test("Beyond ten thousand a list is not counted, and goes on all the same")
    func long() async throws {
        try await OrdersStage.run { stage in
            try await stage.database.execute(
                """
                insert into orders (user_id, status, total_amount, currency, shipping_address, created_at, updated_at)
                with recursive n(i) as (select 1 union all select i + 1 from n where i < 10050)
                select \(OrdersStage.anna), 'delivered', 0, 'USD', 'x', 0, 0 from n
                """)
            let page = try await stage.shop.call(
                OrdersAPI.listOrders, query: OrderQuery(limit: 10, offset: 10_000), as: OrdersStage.buyer)
            #expect(page.count == 10_000)
            #expect(page.countExact == false)
            #expect(page.results.count == 10)
            let next = try await stage.shop.send(.get, try #require(page.next), as: OrdersStage.buyer).json
            #expect(next["results"]?[0]?["id"] == 40)
        }
    }

    @Test("A seller sees the own lines of an order, and nothing of the buyer")
    func selling() async throws {
        try await OrdersStage.run { stage in
            try await stage.place(OrdersStage.order((1, 1)))
            try await stage.place(OrdersStage.order((1, 2), (2, 3)))
            let page = try await stage.shop.call(OrdersAPI.listSelling, query: SellingQuery(), as: OrdersStage.seller)
            #expect(page.count == 1)
            #expect(page.results.map(\.id.rawValue) == [2])
            #expect(page.results.first?.items.map(\.productName) == ["Chair"])
            let raw = try await stage.shop.send(.get, "/api/v1/orders/selling/", as: OrdersStage.seller).text
            for word in ["Harbour", "anna", "\(OrdersStage.anna)", "Lamp"] { #expect(!raw.contains(word), "\(word)") }
            let packed = try await stage.shop.call(
                OrdersAPI.listSelling, query: SellingQuery(status: .packed), as: OrdersStage.seller)
            #expect(packed.results.isEmpty)
            let buyer = await #expect(throws: Problem.self) {
                try await stage.shop.call(OrdersAPI.listSelling, query: SellingQuery(), as: OrdersStage.buyer)
            }
            #expect(buyer?.status == .forbidden)
        }
    }

    @Test("Accounts learn how many orders of a user are not finished")
    func open() async throws {
        try await OrdersStage.run { stage in
            for status in OrderStatus.allCases { _ = try await stage.order(in: status) }
            let open = try await stage.shop.call(
                OrdersAPI.openOrders, path: ByCustomer(userID: OrdersStage.anna), as: .service("accounts"))
            #expect(open.count == 4)
        }
    }

    @Test(
        "Every list is read along an index that has its order",
        arguments: [
            (OrderFilter(), ""),
            (OrderFilter(deleted: true), "orders_deleted"),
            (OrderFilter(status: .pending), "orders_by_status"),
            (OrderFilter(buyer: BuyerID(OrdersStage.anna.rawValue)), "orders_by_user"),
            (OrderFilter(buyer: BuyerID(OrdersStage.anna.rawValue), status: .packed), "orders_by_user_and_status"),
            (OrderFilter(vendor: VendorID(OrdersStage.vera.rawValue)), "order_lines_by_seller"),
            (OrderFilter(vendor: VendorID(OrdersStage.vera.rawValue), status: .packed), "order_lines_by_seller"),
        ])
    func plans(_ filter: OrderFilter, _ index: String) async throws {
        try await OrdersStage.run { stage in
            for (query, isPage) in [(try filter.page(PageWindow()), true), (filter.count, false)] {
                let statement = try await PlannedStatement(query, in: RecordingDatabase(stage.database))
                // To count them PostgreSQL takes any index that finds few.
                let isFree = index.isEmpty || !isPage && statement.engine == .postgresql
                #expect(isFree || statement.steps.contains { $0.detail.contains(index) }, "\(statement)")
                // Of a seller's orders the few that are shown are put in order again.
                #expect(statement.steps.count { $0.isSort } <= (filter.vendor == nil ? 0 : 1), "\(statement)")
                #expect(statement.scannedTables == [], "\(statement)")
            }
        }
    }
}
