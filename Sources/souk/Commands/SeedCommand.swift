import DemoShop
import EventLoops
import ServiceKit
import Values

struct SeedCommand: Command {
    static let name = "seed"
    static let summary = "fill the shop with a believable catalogue; what is there already stays as it is"
    static let products = Setting<Int>.number(
        "PRODUCTS", "how many products, beyond those made by hand", in: 1...5_000_000, scope: .commandLine)
    static let options: [any SettingDeclaration] = [products]

    private let configuration: Configuration

    init(_ configuration: Configuration, operands: [String]) throws {
        self.configuration = configuration
    }

    func run(on loops: EventLoopGroup) async throws {
        let count = try configuration.readIfSet(Self.products)
        try await OpenedShop.use(configuration) { opened in
            let password = try await opened.demoPassword()
            try await ShopSeeder(shop: opened.shop, password: password).seed(productCount: count)
        }
    }
}

extension OpenedShop {
    /// What the people of the demo shop log in with: generated once, kept with the other credentials. Nobody can log in
    /// as them in production.
    fileprivate func demoPassword() async throws -> Secret<String>? {
        guard try configuration.read(Settings.environment) == .development else { return nil }
        var credentials = try Credentials(contentsOf: try credentialsPath)
        if let password = credentials["demo_password"] { return password }
        let password = Credentials.generatedPassword(.system)
        let shop = DemoShop.standard
        credentials["demo_seller"] = shop.sellers.first.map { Secret($0.username) }
        credentials["demo_buyer"] = shop.buyers.first.map { Secret($0.username) }
        credentials["demo_password"] = password
        try credentials.save(to: try credentialsPath)
        return password
    }
}
