import JSON
import Values

/// What Consul is told of an instance: where it is, and how to find out whether it should be called.
public struct Registration: Hashable, Sendable {
    /// How often the agent looks, so that a process that has died is left alone within two seconds.
    public var checkInterval: Duration = .seconds(1)
    /// An instance that needs longer to say that it is ready is not. One that has died is found out at once; a busy
    /// machine, on which all are slow, must not take the last instance of a service out.
    public var checkTimeout: Duration = .seconds(2)
    /// An instance that has been critical for so long is forgotten; Consul takes a minute at least.
    public var forgottenAfter: Duration = .seconds(60)

    /// The service's name.
    public let service: String
    /// Where others reach it.
    public let address: String
    /// Where others reach it.
    public let port: Int
    /// To be told apart by, as the version.
    public let tags: [String]

    /// Makes a registration.
    public init(service: String, address: String, port: Int, tags: [String] = []) {
        self.service = service
        self.address = address
        self.port = port
        self.tags = tags
    }

    /// Two processes cannot listen on one port, so this names one of them; and it names the same one after a restart.
    public var id: String { "\(service)-\(address)-\(port)" }

    var json: [UInt8] {
        let host = Instance.host(address) ?? address
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("ID", id)
        writer.member("Name", service)
        writer.member("Address", address)
        writer.member("Port", port)
        writer.member("Tags", tags)
        writer.key("Check")
        writer.beginObject()
        writer.member("Name", "ready")
        writer.member("HTTP", "http://\(host):\(port)/readyz")
        writer.member("Interval", Self.text(checkInterval))
        writer.member("Timeout", Self.text(checkTimeout))
        writer.member("DeregisterCriticalServiceAfter", Self.text(forgottenAfter))
        writer.endObject()
        writer.endObject()
        return writer.take()
    }

    private static func text(_ duration: Duration) -> String { "\(duration.wholeMicroseconds / 1_000)ms" }
}
