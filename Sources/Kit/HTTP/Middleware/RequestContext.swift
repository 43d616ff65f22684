public import EventLoops
public import Observability
public import Values

/// What is known about a request besides the request itself. It goes along with it, and each step may hand on a
/// changed copy.
public struct RequestContext: Sendable {
    /// Names the request in logs; the caller's own, where it sent a plain one.
    public var requestID: String

    /// The trace that the request belongs to, and this step of it.
    public var trace: TraceContext

    /// Writes lines that carry the trace and the request's id.
    public var logger: Logger

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

    /// What the router found, before the first middleware ran.
    public internal(set) var resolution: RouteResolution?

    /// Which stack's router that was: one stack may stand around another.
    var resolvedBy: ObjectIdentifier?

    private var slots: [(key: ObjectIdentifier, value: any Sendable)] = []

    /// The context of a request that arrives now. Trace and id are the caller's where it sent good ones.
    public init(
        for request: HTTPRequest, logger: Logger, scheme: String = "http", isInProcess: Bool = false,
        clock: WallClock = .system
    ) {
        let trace = request.fields[.traceparent].flatMap(TraceContext.init(traceparent:))?.child() ?? .generate()
        self.init(
            requestID: request.fields[.xRequestID].flatMap(Self.checkedID) ?? trace.traceIDText, trace: trace,
            logger: logger, peerAddress: request.peerAddress, scheme: scheme, host: request.fields[.host] ?? "",
            isInProcess: isInProcess, receivedAt: clock.now())
    }

    public init(
        requestID: String, trace: TraceContext, logger: Logger, peerAddress: String = "", scheme: String = "http",
        host: String = "", isInProcess: Bool = false, receivedAt: Timestamp = WallClock.system.now()
    ) {
        self.requestID = requestID
        self.trace = trace
        self.logger = logger
        self.peerAddress = peerAddress
        self.scheme = scheme
        self.host = host
        self.isInProcess = isInProcess
        self.receivedAt = receivedAt
        self.logger.traceContext = trace
        self.logger.requestID = requestID
    }

    /// The loop that works on the request.
    public var loop: EventLoop? { EventLoop.current }

    /// The route that will answer; nil where there is none.
    public var route: RouteMatch? {
        guard case .route(let match) = resolution else { return nil }
        return match
    }

    /// The pattern of the route that answers, as metrics and logs name it.
    public var routePattern: String? { route?.pattern }

    /// What the route's parameters are in this request.
    public var parameters: RouteParameters { route?.parameters ?? RouteParameters() }

    /// Whether no slot is filled.
    public var isBare: Bool { slots.isEmpty }

    /// The slot of a key; empty slots cost nothing.
    public subscript<Key: ContextKey>(_ key: Key.Type) -> Key.Value? {
        get {
            for slot in slots where slot.key == ObjectIdentifier(key) { return slot.value as? Key.Value }
            return nil
        }
        set {
            if !slots.isEmpty { slots.removeAll { $0.key == ObjectIdentifier(key) } }
            if let newValue { slots.append((ObjectIdentifier(key), newValue)) }
        }
    }

    /// An id from outside is kept only if it cannot be mistaken for anything else in a log.
    private static func checkedID(_ text: String) -> String? {
        (1...64).contains(text.utf8.count) && HTTPToken.isToken(text) ? text : nil
    }
}
