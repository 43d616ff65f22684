import Contracts
public import Endpoints
import HTTP
public import Messaging
public import SQL
public import ServiceKit
public import Values

/// Placing orders and bringing them to their end.
///
/// The service is hexagonal: `Domain` knows what an order is and imports nothing of the kit but values; `Application`
/// knows what is done with it, through ports; `Adapters` connect the ports to SQL, HTTP, the catalog and accounts. It
/// costs a translation at each edge; it buys a saga that can be read, and tested, without any of them.
public struct Orders: ShopService {
    public static let name = "orders"
    public static let summary = "Places orders, holds their goods, and brings them to their buyers."

    public static let migrations: Migrations =
        [CreateIdempotencyKeys()] + MessagingMigrations.all + [CreateOrders(), IndexDeletedOrders()]

    public let database: any Database
    public let outbox: Outbox?
    private let keys: IdempotencyStore
    private let orders: SQLOrderRepository
    private let stock: CatalogStockKeeper
    private let customers: AccountsCustomerDirectory
    private let clock: WallClock

    /// - Parameters:
    ///   - catalog: holds the goods and knows their prices.
    ///   - accounts: knows what buyers are called.
    public init(
        database: any Database, catalog: PeerClient, accounts: PeerClient, currency: Currency,
        clock: WallClock = .system
    ) {
        let outbox = Outbox(source: Self.name, clock: clock)
        self.database = database
        self.outbox = outbox
        self.clock = clock
        keys = IdempotencyStore(clock: clock)
        stock = CatalogStockKeeper(catalog: catalog)
        customers = AccountsCustomerDirectory(accounts: accounts, clock: clock)
        orders = SQLOrderRepository(
            database: database, outbox: outbox, keys: keys, receipts: OrderReceipts(customers: customers),
            currency: currency, clock: clock)
    }

    public var routes: Routes {
        OrderRoutes(
            place: place, move: MoveOrder(orders: orders, stock: stock, payDuty: payDuty, clock: clock),
            orders: orders, list: list, customers: customers, clock: clock)
        SellingRoutes(list: list)
        PeerRoutes(place: place, list: list)
    }

    public var subscriptions: Subscriptions {
        On(UserClosed.self, EraseBuyer().apply)
    }

    public var workers: [any Service] {
        [sweeper, IdempotencyPurge(keys, in: database)]
    }

    /// Finishes what a crash or an absent catalog has left half done.
    var sweeper: OrderSweeper {
        OrderSweeper(orders: orders, settle: settle, payDuty: payDuty)
    }

    private var settle: SettleOrder { SettleOrder(orders: orders, stock: stock) }
    private var place: PlaceOrder {
        PlaceOrder(orders: orders, stock: stock, settle: settle, customers: customers)
    }
    private var payDuty: PayStockDuty { PayStockDuty(orders: orders, stock: stock) }
    private var list: OrderList { OrderList(database: database) }
}
