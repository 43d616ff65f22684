import Contracts
public import Endpoints
public import Messaging
public import SQL
public import Security
public import ServiceKit
public import Values

/// Mails to users: about their orders, as events tell, and with secrets, as accounts asks.
public struct Notifications: ShopService {
    public static let name = "notifications"
    public static let summary = "The mails that the shop sends, and what became of them."
    public static let migrations: Migrations = MessagingMigrations.all + [CreateEmails()]

    public let database: any Database
    private let store: EmailStore
    private let letters: SecretLetters
    private let aboutOrder: WriteAboutOrder
    private let showsSecrets: Bool
    let sender: MailSender

    /// - Parameters:
    ///   - publicURL: where the links in mails lead.
    ///   - showsSecrets: whether staff see links whole that hold a secret: in development only.
    public init(
        database: any Database, accounts: PeerClient, mail: any MailTransport = KeptMail(), sealedBox: SealedBox,
        publicURL: String, showsSecrets: Bool, clock: WallClock = .system
    ) {
        self.database = database
        self.showsSecrets = showsSecrets
        store = EmailStore(box: sealedBox, clock: clock)
        letters = SecretLetters(publicURL: publicURL)
        aboutOrder = WriteAboutOrder(store: store, accounts: accounts)
        sender = MailSender(
            queue: MailQueue(database: database, clock: clock), transport: mail, box: sealedBox,
            domain: letters.domain)
    }

    public var routes: Routes {
        EmailRoutes(store: store, database: database, showsSecrets: showsSecrets)
        MailRequestRoutes(store: store, database: database, letters: letters)
    }

    public var subscriptions: Subscriptions {
        aboutOrder.on(OrderConfirmed.self, .orderConfirmed)
        aboutOrder.on(OrderShipped.self, .orderShipped)
        aboutOrder.on(OrderDelivered.self, .orderDelivered)
        aboutOrder.on(OrderFailed.self, .orderFailed)
        aboutOrder.on(OrderCancelled.self, .orderCancelled)
        On(UserClosed.self, ForgetUser(store: store).apply)
    }

    public var workers: [any Service] { [sender] }
}
