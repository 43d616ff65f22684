public import HTTP
public import Observability

/// What every service is surrounded by, whatever it does: who is let in, what is written down.
public struct ServiceEnvironment: Sendable {
    /// Makes identities of tokens.
    public var authenticator: any Authenticator
    /// Where requests are written down.
    public var logger: Logger
    /// What is counted.
    public var metrics: MetricsRegistry
    /// True once the process is asked to end: `/readyz` then sends balancers elsewhere.
    public var isDraining: @Sendable () -> Bool
    /// What has to hold besides what a service itself names, before requests should be sent to it.
    public var readiness: [ReadinessCheck]
    /// Proxies whose forwarded fields are believed.
    public var trustedProxies: [String]
    /// Host names that are answered; empty means all.
    public var allowedHosts: [String]
    /// Web origins whose scripts may call.
    public var corsOrigins: [String]
    /// Header fields of the services' own that these scripts may send.
    public var corsFields: [HTTPFieldName]
    /// How long a request may take.
    public var requestDeadline: Duration
    /// Where the last requests are kept for a developer; nil, as nearly everywhere, keeps and shows none.
    public var recorders: RequestRecorders?

    /// Makes an environment.
    public init(
        authenticator: any Authenticator, logger: Logger = Logger(label: "souk"), metrics: MetricsRegistry = .process,
        isDraining: @escaping @Sendable () -> Bool = { false }, readiness: [ReadinessCheck] = [],
        trustedProxies: [String] = [], allowedHosts: [String] = [], corsOrigins: [String] = [],
        corsFields: [HTTPFieldName] = [],
        requestDeadline: Duration = .seconds(30), recorders: RequestRecorders? = nil
    ) {
        self.authenticator = authenticator
        self.logger = logger
        self.metrics = metrics
        self.isDraining = isDraining
        self.readiness = readiness
        self.trustedProxies = trustedProxies
        self.allowedHosts = allowedHosts
        self.corsOrigins = corsOrigins
        self.corsFields = corsFields
        self.requestDeadline = requestDeadline
        self.recorders = recorders
    }
}
