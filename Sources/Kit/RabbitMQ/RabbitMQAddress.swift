import Values

/// Where the broker is, and who asks: `amqp://user:password@host:port/vhost`, or `amqps://` for TLS.
///
/// What is left out has the broker's own defaults: guest, guest, port 5672 or 5671, and the virtual host `/`. User,
/// password and virtual host may be percent-encoded. `?cacertfile=PATH` names whom TLS trusts in place of the system's
/// authorities, as other clients of RabbitMQ call it. TLS needs the broker's name: the library does not find an address in
/// a certificate. It describes itself without the password.
public struct RabbitMQAddress: Sendable, CustomStringConvertible {
    public let isEncrypted: Bool
    public let host: String
    public let port: Int
    public let user: String
    let password: Secret<String>
    public let virtualHost: String
    /// The file of the certificates that TLS trusts.
    public let authorities: String?

    /// The text is no such address. It is not quoted, as it may hold a password.
    public struct Malformed: Error, Hashable, CustomStringConvertible {
        public let description: String
    }

    public init(_ text: String) throws(Malformed) {
        let url: ServerURL
        do throws(ServerURL.Malformed) {
            url = try ServerURL(text, schemes: ["amqp", "amqps"], options: ["cacertfile"])
        } catch {
            throw Malformed(description: error.description)
        }
        isEncrypted = url.scheme == "amqps"
        host = url.host
        port = url.port ?? (isEncrypted ? 5671 : 5672)
        user = url.user?.reveal() ?? "guest"
        password = url.password ?? Secret(url.user == nil ? "guest" : "")
        virtualHost = url.path.flatMap { $0.isEmpty ? nil : $0 } ?? "/"
        authorities = url.options["cacertfile"]
    }

    public var description: String {
        let shownHost = host.contains(":") ? "[\(host)]" : host
        return "\(isEncrypted ? "amqps" : "amqp")://\(shownHost):\(port), virtual host \(virtualHost), user \(user)"
    }
}
