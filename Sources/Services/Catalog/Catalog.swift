public import Caching
import Contracts
public import Endpoints
public import Messaging
public import SQL
public import ServiceKit
public import Values

/// What is for sale, and the one authority on how much of it there is.
public struct Catalog: ShopService {
    public static let name = "catalog"
    public static let summary = "Categories, products, pictures and the stock: what is for sale, and how much of it."

    public static let migrations: Migrations =
        [CreateIdempotencyKeys()] + MessagingMigrations.all + [
            CreateCategories(), CreateProducts(), CreateProductSearch(), CreateStock(), CreateReservations(),
            IndexProductOrders(), KeepImageNumbers(),
        ]

    public let database: any Database
    public let outbox: Outbox?
    private let keys: IdempotencyStore
    private let news: CatalogNews
    private let clock: WallClock

    public init(database: any Database, currency: Currency, cache: any Cache, clock: WallClock = .system) {
        let outbox = Outbox(source: Self.name, clock: clock)
        self.database = database
        self.outbox = outbox
        self.clock = clock
        keys = IdempotencyStore(clock: clock)
        news = CatalogNews(outbox: outbox, cache: CatalogCache(cache), currency: currency)
    }

    private var categories: CategoryStore { CategoryStore(news: news) }
    private var products: ProductStore { ProductStore(currency: news.currency) }
    private var stock: StockStore { StockStore(news: news) }

    private var editor: ProductEditor {
        ProductEditor(products: products, stock: stock, news: news, clock: clock)
    }

    private var reader: ProductReader {
        ProductReader(products: products, cache: news.cache, database: database)
    }

    private var reservations: ReservationStore {
        ReservationStore(stock: stock, currency: news.currency, clock: clock)
    }

    public var routes: Routes {
        CategoryRoutes(categories: categories, database: database, keys: keys)
        ProductRoutes(reader: reader, editor: editor, database: database, keys: keys)
        ImageRoutes(images: ImageStore(editor: editor, news: news), database: database, keys: keys)
        UnitRoutes(units: UnitStore(news: news), products: products, database: database, keys: keys)
        PeerProductRoutes(reader: reader, products: products, database: database)
        StockRoutes(stock: stock, products: products, database: database)
        ReservationRoutes(reservations: reservations, database: database)
    }

    public var subscriptions: Subscriptions {
        On(OrderShipped.self, SalesCounter(news: news).count)
        On(ReviewPosted.self, RatingUpdater(news: news).apply)
        On(ReviewChanged.self, RatingUpdater(news: news).apply)
        On(ReviewRemoved.self, RatingUpdater(news: news).apply)
        // Its own events as well: another process, such as `souk import`, may have written what is kept here.
        On(ProductCreated.self, KeptAnswers(news: news).forget)
        On(ProductUpdated.self, KeptAnswers(news: news).forget)
        On(ProductDisabled.self, KeptAnswers(news: news).forget)
        On(CategoryChanged.self, KeptAnswers(news: news).forgetAll)
    }

    /// Goods that come out of files and go into files.
    public var trade: Trade {
        Trade(editor: editor, categories: categories, database: database, currency: news.currency)
    }

    public var workers: [any Service] { [IdempotencyPurge(keys, in: database)] }
}
