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
    let services: KeyRing
    /// For mails that hold a secret.
    let sealedBox: SealedBox

    init(_ configuration: Configuration, in data: DataDirectory) throws {
        accessTokens = KeyRing(try SigningKeyFile(configuration).loadOrCreate())
        let servicePath = try Self.serviceKeyPath(configuration, folder: data.path)
        services = KeyRing(KeySet(current: try SigningKey.loadOrCreate(at: servicePath)))
        sealedBox = try Self.sealedBox(at: Self.sealingKeyPath(folder: data.path))
    }

    static func serviceKeyPath(_ configuration: Configuration, folder: String) throws -> String {
        try configuration.readIfSet(Settings.serviceKeyFile) ?? "\(folder)/keys/service.pem"
    }

    static func sealingKeyPath(folder: String) -> String { "\(folder)/keys/sealing.key" }

    /// Keys that nobody else will ever see, for commands that only look at what a shop declares.
    static func ephemeral() throws -> ShopKeys {
        let key = Secret(RandomSource.system.bytes(SealedBox.keyBytes))
        guard let box = SealedBox(key: key) else { throw KeyError.malformed }
        return ShopKeys(
            accessTokens: KeyRing(KeySet(current: try .generate())),
            services: KeyRing(KeySet(current: try .generate())),
            sealedBox: box)
    }

    private init(accessTokens: KeyRing, services: KeyRing, sealedBox: SealedBox) {
        self.accessTokens = accessTokens
        self.services = services
        self.sealedBox = sealedBox
    }

    private static func sealedBox(at path: String) throws -> SealedBox {
        var credentials = try Credentials(contentsOf: path)
        if credentials["key"] == nil {
            credentials["key"] = Secret(Base64URL.encode(RandomSource.system.bytes(SealedBox.keyBytes)))
            try credentials.save(to: path)
        }
        guard let text = credentials["key"]?.reveal(), let bytes = Base64URL.decode(text),
            let box = SealedBox(key: Secret(bytes))
        else { throw DataDirectory.Unusable(path: path, reason: "does not hold a key") }
        return box
    }
}
