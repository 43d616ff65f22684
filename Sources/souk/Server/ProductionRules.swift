import HTTP
import ServiceKit

/// What is refused where customers are: settings of a developer's machine, keys that a part of the shop would make for
/// itself, and passwords that everybody knows. The server asks before it starts, and so does the doctor.
struct ProductionRules: Sendable {
    private let configuration: Configuration
    private let services: [String]

    /// - Parameter services: those of this process; all of them where the whole shop is one process.
    init(_ configuration: Configuration, services: [String] = Settings.storingServices) {
        self.configuration = configuration
        self.services = services
    }

    /// Everything that is wrong; nothing outside of production.
    var faults: [ConfigurationError.Fault] {
        get throws {
            guard try configuration.read(Settings.environment) == .production else { return [] }
            return try debugging() + missingKeys() + knownPasswords()
        }
    }

    /// - Throws: `ConfigurationError` with every fault.
    func check() throws {
        let faults = try faults
        guard faults.isEmpty else { throw ConfigurationError(faults) }
    }

    private func debugging() throws -> [ConfigurationError.Fault] {
        guard try configuration.read(Settings.debug) else { return [] }
        return [ConfigurationError.Fault(name: Settings.debug.name, message: "is refused in production")]
    }

    /// A part of the shop that made its own keys would be believed by nobody, or would have to share one with everybody.
    private func missingKeys() -> [ConfigurationError.Fault] {
        guard !services.isEmpty else { return [] }
        let isWhole = Settings.storingServices.allSatisfy(services.contains)
        guard !isWhole || configuration.isGiven(Settings.peerKeysFile.name) else { return [] }
        var needed = [Settings.serviceKeyFile, Settings.peerKeysFile]
        if services.contains("accounts") { needed.append(Settings.signingKeyFile) }
        if !Set(services).isDisjoint(with: ["accounts", "notifications"]) { needed.append(Settings.sealingKeyFile) }
        return needed.filter { !configuration.isGiven($0.name) }.map { setting in
            ConfigurationError.Fault(
                name: setting.name,
                message: "is missing: in production a part of the shop makes no keys of its own; "
                    + "souk keys --cluster FOLDER makes them for all")
        }
    }

    private func knownPasswords() -> [ConfigurationError.Fault] {
        configuration.givenURLs.compactMap { name, text in
            WellKnownPassword(in: text).map { found in
                ConfigurationError.Fault(name: name, message: "\(found), which is refused in production")
            }
        }
    }
}

/// A password in the URL of a server that is none: one that comes with the server or stands in every example.
struct WellKnownPassword: CustomStringConvertible {
    let description: String

    private static let words: Set<String> = [
        "", "admin", "app", "changeme", "default", "example", "guest", "password", "postgres", "rabbitmq", "redis",
        "root", "secret", "souk", "test",
    ]
    private static let schemes: Set<String> = ["postgres", "postgresql", "amqp", "amqps", "redis", "rediss"]

    /// Nil for a URL of another kind, and for one whose password is as good as can be told.
    init?(in url: String) {
        guard let mark = url.firstRange(of: "://"),
            case let scheme = url[..<mark.lowerBound].lowercased(), Self.schemes.contains(scheme)
        else { return nil }
        let rest = url[mark.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let query = rest.drop { $0 != "?" }.dropFirst().split(separator: "&").map { pair in
            pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        }
        func parameter(_ name: String) -> String? { query.first { $0.first == name && $0.count == 2 }?[1] }
        let at = authority.lastIndex(of: "@")
        let host = at.map { authority[authority.index(after: $0)...] } ?? authority
        let user = (at.map { authority[..<$0] } ?? "").split(
            separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let password = user.count == 2 ? String(user[1]) : parameter("password")
        if scheme.hasPrefix("postgres"), password == nil {
            // The kernel vouches for who comes through a socket file, a certificate or a file of passwords for others.
            let folder = parameter("host")?.hasPrefix("/") ?? host.isEmpty
            guard !folder, !host.lowercased().hasPrefix("%2f"), parameter("sslcert") == nil,
                parameter("passfile") == nil
            else { return nil }
        }
        let word = (password.flatMap { PercentEncoding.decode($0) } ?? password ?? "").lowercased()
        if word.isEmpty {
            description = "has no password"
        } else if Self.words.contains(word) || word == user.first.map({ String($0).lowercased() }) {
            description = "has a password that everybody knows"
        } else {
            return nil
        }
    }
}
