/// How often something may be tried before the service holds it back.
public struct AccountLimits: Sendable, Hashable {
    /// Failed logins of one account in 15 minutes.
    public var failuresPerAccount: Int
    /// Failed logins from one address in 15 minutes.
    public var failuresPerAddress: Int
    /// Registrations from one address in a minute.
    public var registrationsPerMinute: Int

    public init(failuresPerAccount: Int = 10, failuresPerAddress: Int = 100, registrationsPerMinute: Int = 300) {
        self.failuresPerAccount = failuresPerAccount
        self.failuresPerAddress = failuresPerAddress
        self.registrationsPerMinute = registrationsPerMinute
    }
}
