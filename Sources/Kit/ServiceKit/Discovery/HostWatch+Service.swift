public import Discovery

/// Runs beside what calls the peer.
extension HostWatch: Service {
    public var name: String { "watch of \(service)" }

    public func start() async { await prime() }
}
