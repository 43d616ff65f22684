/// Where a server listens, and what it takes from a client before it gives up on it.
public struct HTTPServerConfiguration: Sendable {
    /// An IPv4 or IPv6 address.
    public var address = "127.0.0.1"

    /// 0 takes any free port.
    public var port: UInt16 = 0

    /// How the outside world reaches the server.
    public var scheme = "http"

    /// A connection's request line and header fields have to be in after this time, however they trickle.
    public var headerTimeout: Duration = .seconds(10)

    /// A body has to be in after this time; while the handler itself reads slowly, no time counts.
    public var bodyTimeout: Duration = .seconds(120)

    /// A connection on which nothing moves is closed after this time. Whole seconds, at least one.
    public var idleTimeout: Duration = .seconds(60)

    /// Request line and header fields together; what is longer is answered 414 or 431. Each connection keeps memory for
    /// the longest, and wipes it at every request.
    public var maximumHeaderBytes = 8 * 1024

    /// More are answered 431.
    public var maximumHeaderFields = 100

    /// A longer body is answered 413; handlers have limits of their own below this one.
    public var maximumBodyBytes = 8 * 1024 * 1024

    /// A body of up to this announced length is read before the handler starts, a longer one while it runs.
    public var bufferedBodyBytes = 64 * 1024

    /// Over all loops. When they become scarce, those that have been idle the longest are closed; when all are busy,
    /// new clients wait in the kernel's queue.
    public var maximumConnections = 4096

    /// For so long new connections are still taken when the shutdown has begun, so that whoever spreads requests over
    /// several servers learns of it before one is refused.
    public var noticeTime: Duration = .zero

    public init(address: String = "127.0.0.1", port: UInt16 = 0) {
        self.address = address
        self.port = port
    }

    /// What the library sets aside for each connection: the longest head, its note of each field, and the head of the
    /// answer. All of it becomes resident with the first request and stays so while the connection is idle.
    var connectionMemory: Int { maximumHeaderBytes + maximumHeaderFields * 64 + 4 * 1024 }
}

extension Duration {
    /// Rounded up, as a timeout that is not zero must not become zero.
    var wholeMilliseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        return UInt64(seconds) * 1000 + UInt64((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
