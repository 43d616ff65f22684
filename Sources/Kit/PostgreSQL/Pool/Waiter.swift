/// A caller that waits for a connection. It belongs to a loop.
final class Waiter: @unchecked Sendable {
    let since: UInt64
    /// When it has waited long enough.
    let end: UInt64
    private var grant: ((Result<Connection, Failure>) -> Void)?

    init(since: UInt64, patience: UInt64, _ grant: @escaping (Result<Connection, Failure>) -> Void) {
        self.since = since
        end = since + patience
        self.grant = grant
    }

    var isOver: Bool { grant == nil }

    func end(_ result: Result<Connection, Failure>) {
        let grant = grant
        self.grant = nil
        grant?(result)
    }
}
