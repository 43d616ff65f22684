import Security
import ServiceKit
import Values

/// The keys of a shop: what signs access tokens, what signs calls between services, what seals secrets at rest.
///
/// What no setting names is made once, in the data directory.
struct ShopKeys: Sendable {
    /// For access tokens: the current key, and the one before for tokens that live on.
    let accessTokens: KeyRing
    /// For calls between services.
    let serviceKeys: ServiceKeys
    /// For mails that hold a secret. Each service opens only what it has sealed itself, and all instances of it have to
    /// have the same key.
    let sealedBox: SealedBox

    /// The keys by which calls of other services are verified.
    var services: KeyRing { serviceKeys.peers.ring }

    /// - Parameters:
    ///   - services: those that run in this process.
    ///   - accessTokens: the keys of accounts, where that runs elsewhere; nil for those in this process's own file.
    init(
        _ configuration: Configuration, in data: DataDirectory, services: [String] = Settings.storingServices,
        accessTokens: KeyRing? = nil
    ) throws {
        self.accessTokens = try accessTokens ?? KeyRing(SigningKeyFile(configuration).loadOrCreate())
        let keyPath = try Self.serviceKeyPath(configuration, folder: data.path)
        if let peersPath = try configuration.readIfSet(Settings.peerKeysFile) {
            serviceKeys = try ServiceKeys(keyPath: keyPath, peersPath: peersPath, services: services)
        } else {
            serviceKeys = ServiceKeys(shared: try SigningKey.loadOrCreate(at: keyPath))
        }
        sealedBox = try SealingKeyFile(path: Self.sealingKeyPath(configuration, folder: data.path)).loadOrCreate()
    }

    static func serviceKeyPath(_ configuration: Configuration, folder: String) throws -> String {
        try configuration.readIfSet(Settings.serviceKeyFile) ?? "\(folder)/keys/service.pem"
    }

    static func sealingKeyPath(_ configuration: Configuration, folder: String) throws -> String {
        try configuration.readIfSet(Settings.sealingKeyFile) ?? "\(folder)/keys/sealing.key"
    }

    /// Keys that nobody else will ever see, for commands that only look at what a shop declares.
    static func ephemeral() throws -> ShopKeys {
        let key = Secret(RandomSource.system.bytes(SealedBox.keyBytes))
        guard let box = SealedBox(key: key) else { throw KeyError.malformed }
        return ShopKeys(
            accessTokens: KeyRing(KeySet(current: try .generate())),
            serviceKeys: ServiceKeys(shared: try .generate()),
            sealedBox: box)
    }

    private init(accessTokens: KeyRing, serviceKeys: ServiceKeys, sealedBox: SealedBox) {
        self.accessTokens = accessTokens
        self.serviceKeys = serviceKeys
        self.sealedBox = sealedBox
    }
}
