import FoundationEssentials
import Glibc
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
        let signingPath = try configuration.readIfSet(Settings.signingKeyFile) ?? Self.signingKeyPath(in: data)
        let previousPath = Self.previousPath(of: signingPath)
        let signing = try SigningKey.loadOrCreate(at: signingPath)
        let previous =
            FileManager.default.fileExists(atPath: previousPath)
            ? [try SigningKey(contentsOf: previousPath).verification] : []
        accessTokens = KeyRing(KeySet(current: signing, previous: previous))
        let servicePath = try configuration.readIfSet(Settings.serviceKeyFile) ?? data.file("keys/service.pem")
        services = KeyRing(KeySet(current: try SigningKey.loadOrCreate(at: servicePath)))
        sealedBox = try Self.sealedBox(at: data.file("keys/sealing.key"))
    }

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

    static func signingKeyPath(in data: DataDirectory) -> String { data.file("keys/signing.pem") }

    /// Where the key lies that was current before: `signing.pem` beside `signing.previous.pem`.
    static func previousPath(of path: String) -> String {
        path.hasSuffix(".pem") ? path.dropLast(4) + ".previous.pem" : path + ".previous"
    }

    /// Puts a new signing key in force; tokens of the one before stay good until they expire.
    /// - Returns: the new key's id.
    static func rotate(at path: String) throws -> String {
        let key = try SigningKey.generate()
        let fresh = path + ".new"
        try key.save(to: fresh)
        if FileManager.default.fileExists(atPath: path) {
            guard rename(path, previousPath(of: path)) == 0 else {
                throw DataDirectory.Unusable(path: path, reason: String(cString: strerror(errno)))
            }
        }
        guard rename(fresh, path) == 0 else {
            throw DataDirectory.Unusable(path: path, reason: String(cString: strerror(errno)))
        }
        return key.id
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
