import Accounts
import EventLoops
import Security
import ServiceKit
import Values

/// A shop with its keys and databases. The folder in which they lie is locked for as long.
struct OpenedShop: Sendable {
    let configuration: Configuration
    /// Nil for a process without services, which keeps nothing.
    private let data: DataDirectory?
    let shop: Shop

    init(
        _ configuration: Configuration, adapters: ShopAdapters = ShopAdapters(),
        isDraining: @escaping @Sendable () -> Bool = { false }
    ) throws {
        self.configuration = configuration
        guard !adapters.serving.isEmpty else {
            data = nil
            shop = try Shop(
                configuration, databases: .disconnected, keys: .ephemeral(), adapters: adapters,
                isDraining: isDraining)
            return
        }
        let folder = try configuration.read(Settings.dataDirectory)
        let files = try ShopDatabases.files(of: adapters.serving, configuration, folder: folder)
        let data = try DataDirectory(folder, isShared: files.isEmpty)
        let keys = try ShopKeys(
            configuration, in: data, services: adapters.serving, accessTokens: adapters.accountKeys?.ring)
        let databases = try ShopDatabases(configuration, folder: folder, serving: adapters.serving)
        self.data = data
        shop = try Shop(
            configuration, databases: databases, keys: keys, adapters: adapters, isDraining: isDraining)
    }

    /// Opens, migrates, lets `body` work, closes.
    static func use(_ configuration: Configuration, _ body: (OpenedShop) async throws -> Void) async throws {
        let opened = try OpenedShop(configuration)
        do {
            _ = try await opened.shop.migrate()
            try await body(opened)
        } catch {
            await opened.shop.close()
            throw error
        }
        await opened.shop.close()
    }

    /// Where generated passwords are kept.
    var credentialsPath: String {
        get throws { "\(try configuration.read(Settings.dataDirectory))/credentials" }
    }

    /// Makes the superuser at the first start. A password that nobody has set is generated into the credentials file.
    func ensureSuperuser() async throws {
        guard try await !shop.accounts.hasAdmin() else { return }
        let username = try configuration.read(Settings.adminUsername)
        if let password = try configuration.readIfSet(Settings.adminPassword) {
            try await createSuperuser(username: username, password: Secret(password))
        } else {
            // Two instances that share the folder would write a password each.
            try await data?.takingTurns { try await generateSuperuser(username) }
        }
    }

    private func generateSuperuser(_ username: String) async throws {
        guard try await !shop.accounts.hasAdmin() else { return }
        let password = Credentials.generatedPassword(.system)
        var credentials = try Credentials(contentsOf: try credentialsPath)
        // Written first: an account whose password nobody knows would lock everybody out.
        credentials["admin_username"] = Secret(username)
        credentials["admin_password"] = password
        try credentials.save(to: try credentialsPath)
        guard try await !createSuperuser(username: username, password: password) else { return }
        // An instance with another folder was first, and has the password.
        credentials["admin_username"] = nil
        credentials["admin_password"] = nil
        try credentials.save(to: try credentialsPath)
    }

    /// - Returns: whether it was made; an admin of that name is left alone.
    @discardableResult
    func createSuperuser(username: String, password: Secret<String>) async throws -> Bool {
        guard let email = EmailAddress(try configuration.read(Settings.adminEmail)) else {
            throw ConfigurationError(Settings.adminEmail.name, "has to be an e-mail address")
        }
        do {
            return try await shop.accounts.createSuperuser(username: username, email: email, password: password)
        } catch let refusal as PasswordRules.Refusal {
            throw ConfigurationError(Settings.adminPassword.name, "\(refusal)")
        }
    }
}
