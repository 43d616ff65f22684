import EventLoops
import Observability
import Values

/// Keeps a connection for the thread that calls it: connects, declares everything, lets somebody work, and begins anew
/// after every failure.
struct ConnectionKeeper: Sendable {
    /// What it is for: `publisher` or `consumer`.
    let role: String
    let address: RabbitMQAddress
    let settings: RabbitMQSettings
    let topology: Lock<RabbitMQTopology>
    let bell: Doorbell
    let logger: Logger
    let gauge: Gauge
    let state: Lock<RabbitMQState>

    /// - Parameters:
    ///   - isWanted: asked before each attempt and during each pause.
    ///   - lost: told of each failure, of connecting as well, and whether all may be well again in a moment.
    ///   - work: returns when the connection is to be closed for good.
    func run(
        while isWanted: () -> Bool, lost: (RabbitMQError, _ isBrief: Bool) -> Void,
        work: (AMQPConnection) throws(RabbitMQError) -> Void
    ) {
        var failures = 0
        var reported: RabbitMQError?
        while isWanted() {
            var connectedAt: ContinuousClock.Instant?
            do throws(RabbitMQError) {
                let connection = try open()
                connectedAt = .now
                set(.connected)
                if reported != nil { logger.notice("RabbitMQ is back", metadata: metadata()) }
                reported = nil
                try work(connection)
                connection.close()
                set(.disconnected)
                return
            } catch {
                set(.disconnected)
                // Once for each kind, as an outage has many attempts.
                if reported?.kind != error.kind {
                    logger.log(error.kind == "refused" ? .error : .warning, message(error), metadata: metadata(error))
                }
                reported = error
                // One that breaks as soon as it is up is no better than one that does not come up.
                if let connectedAt, .now - connectedAt > settings.backOff.longest { failures = 0 }
                failures += 1
                lost(error, connectedAt != nil && failures == 1)
            }
            pause(settings.backOff.pause(afterFailures: failures), while: isWanted)
        }
        set(.disconnected)
    }

    private func open() throws(RabbitMQError) -> AMQPConnection {
        let connection = try AMQPConnection(
            to: address, name: "\(settings.prefix) \(role)", timeout: settings.timeout, heartbeat: settings.heartbeat)
        try connection.declare(
            topology.withLock { $0 }, Names(prefix: settings.prefix), deliveryLimit: settings.deliveryLimit
        ) { queue, error in
            logger.warning(
                "a queue has other settings than it would get today; it is used as it is",
                metadata: ["queue": "\(queue)", "error.message": "\(error)"])
        }
        return connection
    }

    private func pause(_ duration: Duration, while isWanted: () -> Bool) {
        let end = ContinuousClock.now + duration
        while isWanted(), case let rest = end - .now, rest > .zero { bell.wait(upTo: rest) }
    }

    private func set(_ new: RabbitMQState) {
        gauge.set(new == .connected ? 1 : 0)
        state.withLock { $0 = new }
    }

    private func message(_ error: RabbitMQError) -> StaticString {
        error.kind == "refused"
            ? "RabbitMQ refuses the user, the password or the virtual host of AMQP_URL"
            : "RabbitMQ is away; trying again"
    }

    private func metadata(_ error: RabbitMQError? = nil) -> Logger.Metadata {
        var metadata: Logger.Metadata = ["connection": "\(role)", "address": "\(address)"]
        if let error { metadata["error.message"] = "\(error)" }
        return metadata
    }
}
