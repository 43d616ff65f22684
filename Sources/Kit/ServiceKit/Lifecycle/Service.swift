/// Something that runs as long as the process does: a server, a relay, a sweeper.
///
/// A service group starts its services in order and stops them in reverse, so a service may use those before it
/// from `start()` to the end of `stop()`.
public protocol Service: Sendable {
    /// What logs call it.
    var name: String { get }

    /// Gets ready. The services after this one start when it returns.
    func start() async throws

    /// Works until it is done or its task is cancelled.
    ///
    /// Throwing ends the whole group: a process whose relay died must not look healthy.
    func run() async throws

    /// Ends gracefully: finishes what is under way, takes nothing new. When it returns, `run()` is cancelled.
    func stop() async
}

extension Service {
    public var name: String { String(describing: Self.self) }
    public func start() async throws {}
    public func run() async throws {}
    public func stop() async {}
}
