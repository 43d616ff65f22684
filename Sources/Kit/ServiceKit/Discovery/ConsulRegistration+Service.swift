public import Discovery

/// Stands behind the listeners in a group: it registers when they listen, and withdraws before they stop.
extension ConsulRegistration: Service {
    public var name: String { "registration" }

    public func stop() async { await withdraw() }
}
