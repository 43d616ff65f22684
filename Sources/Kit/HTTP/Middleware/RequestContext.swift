public import Values

/// What is known about a request besides the request itself. It goes along with it, and each step may hand on a
/// changed copy.
public struct RequestContext: Sendable {
    /// Names the request in logs; the caller's own, where it sent a plain one.
    public var requestID: String

    /// Where the request comes from: the other end of the connection, or whom a trusted proxy names.
    public var peerAddress: String

    /// `http` or `https`, as the caller used it.
    public var scheme: String

    /// The host that the caller asked for, with its port if it named one.
    public var host: String

    /// Whether the caller is in the same process, so that no socket lies between.
    public var isInProcess: Bool

    /// When the request arrived.
    public let receivedAt: Timestamp

    /// The route that will answer, known before the first middleware runs; nil where there is none.
    public internal(set) var route: RouteMatch?

    private var slots: [(key: ObjectIdentifier, value: any Sendable)] = []

    /// The context of a request that arrives now. Trace and id are the caller's where it sent good ones.
    public init(
        for request: HTTPRequest, scheme: String = "http", isInProcess: Bool = false,
        clock: WallClock = .system
    ) {
        self.init(
            requestID: request.fields[.xRequestID].flatMap(Self.checkedID) ?? "",
            peerAddress: request.peerAddress, scheme: scheme, host: request.fields[.host] ?? "",
            isInProcess: isInProcess, receivedAt: clock.now())
    }

    public init(
        requestID: String, peerAddress: String = "", scheme: String = "http",
        host: String = "", isInProcess: Bool = false, receivedAt: Timestamp = WallClock.system.now()
    ) {
        self.requestID = requestID
        self.peerAddress = peerAddress
        self.scheme = scheme
        self.host = host
        self.isInProcess = isInProcess
        self.receivedAt = receivedAt
    }

    /// The pattern of the route that answers, as metrics and logs name it.
    public var routePattern: String? { route?.pattern }

    /// What the route's parameters are in this request.
    public var parameters: RouteParameters { route?.parameters ?? RouteParameters() }

    /// The slot of a key; empty slots cost nothing.
    public subscript<Key: ContextKey>(_ key: Key.Type) -> Key.Value? {
        get {
            for slot in slots where slot.key == ObjectIdentifier(key) { return slot.value as? Key.Value }
            return nil
        }
        set {
            slots.removeAll { $0.key == ObjectIdentifier(key) }
            if let newValue { slots.append((ObjectIdentifier(key), newValue)) }
        }
    }

    /// An id from outside is kept only if it cannot be mistaken for anything else in a log.
    private static func checkedID(_ text: String) -> String? {
        (1...64).contains(text.utf8.count) && HTTPToken.isToken(text) ? text : nil
    }
}
