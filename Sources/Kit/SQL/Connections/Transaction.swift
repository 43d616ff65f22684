/// A transaction under way.
///
/// It holds nothing but database calls: a body that waits for anything else (a timer, another service, another task) is
/// refused with `SQLError.Code.suspendedInTransaction` and rolled back, on every engine. That keeps locks short, and
/// lets an embedded engine run the body without leaving its writer.
public protocol Transaction: SQLConnection {
    /// Runs a hook once the transaction is durable, before its caller goes on. If it rolls back, the hook never runs.
    ///
    /// Hooks are short and must not wait: wake a relay, drop a cache entry.
    func afterCommit(_ hook: @escaping @Sendable () -> Void)
}
