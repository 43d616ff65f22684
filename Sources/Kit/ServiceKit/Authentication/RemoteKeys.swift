import EventLoops
import HTTP
import Observability
public import Security
public import Values

/// The public keys by which another service signs, kept up to date over the network: how every process but that of
/// accounts verifies access tokens.
///
/// Until the keys are there the process is not ready. Once they are they stay in force while the issuer is away; new
/// ones are found when a token names one, and now and then.
public final class RemoteKeys: Service {
    /// The issuer does not give keys.
    public struct Unavailable: Error, CustomStringConvertible {
        /// What it did instead.
        public let reason: String
        public var description: String { "no keys: \(reason)" }
    }

    /// Verifies by these keys, and fetches them again for one that is not known.
    public let source: KeySource
    private let interval: Duration
    private let backOff: BackOff
    private let issuer: String

    /// Makes a source of keys.
    /// - Parameters:
    ///   - issuer: the service that signs, for logs.
    ///   - transport: the way to it.
    ///   - path: where it publishes its keys as a JSON Web Key Set.
    ///   - interval: how often to look whether there are others.
    public init(
        of issuer: String, over transport: any PeerTransport, path: String = "/.well-known/jwks.json",
        interval: Duration = .seconds(60), backOff: BackOff = BackOff(), clock: WallClock = .system
    ) {
        self.issuer = issuer
        self.interval = interval
        self.backOff = backOff
        source = KeySource(ring: KeyRing(KeySet(verification: [])), interval: .seconds(1), clock: clock) {
            try await Self.fetch(path, over: transport)
        }
    }

    /// The keys in force.
    public var ring: KeyRing { source.ring }

    /// Holds when there are keys.
    public var readiness: ReadinessCheck {
        ReadinessCheck("keys of \(issuer)") { [source] in
            guard !source.ring.current.verification.isEmpty else { throw Unavailable(reason: "none were fetched yet") }
        }
    }

    public var name: String { "keys of \(issuer)" }

    public func run() async throws {
        var failures = 0
        while !Task.isCancelled {
            do {
                try await source.look()
                failures = 0
            } catch {
                failures += 1
                if failures == 1 {
                    Logger.current.warning(
                        "keys cannot be fetched; those that are known stay in force", error: error,
                        metadata: ["peer": "\(issuer)"])
                }
            }
            try await Sleep.for(
                failures > 0 ? backOff.pause(afterFailures: failures) : interval * Double.random(in: 0.8...1.2))
        }
    }

    private static func fetch(_ path: String, over transport: any PeerTransport) async throws -> KeySet {
        let response = try await transport.send(HTTPRequest(.get, path), deadline: .seconds(2))
        guard response.status == .ok else { throw Unavailable(reason: "\(response.status)") }
        let keys = try KeySet(jwks: try await response.body.collect())
        // An issuer without keys has signed nothing: nobody is locked out for that.
        guard !keys.verification.isEmpty else { throw Unavailable(reason: "the set is empty") }
        return keys
    }
}
