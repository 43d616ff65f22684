import SQL

/// One statement under way, and who waits for what comes of it.
///
/// It is touched on its connection's loop only, which is why it may call itself `Sendable`.
final class Call: @unchecked Sendable {
    enum Waiter {
        case task(UnsafeContinuation<Outcome, Never>)
        case closure((Outcome) -> Void)
        /// Reads the rows where they lie.
        case reader(any LiveRowsReader)
        /// Its end is of no interest.
        case nobody
    }

    let query: Query
    private var waiter: Waiter
    /// The statement that the server prepares first, for this call and those after it.
    var preparing: PreparedStatement?
    var statement: PreparedStatement?
    var outcome: Outcome?
    /// Whether the server shall keep the statement prepared.
    var isKept = true
    /// Whether it could not be sent, so that no answer will come.
    var isUnsent = false
    /// How often it was sent again.
    var repetitions = 0

    init(_ query: Query, _ waiter: Waiter) {
        self.query = query
        self.waiter = waiter
    }

    /// Who reads the rows of the answer where they lie, if anybody does.
    var reader: (any LiveRowsReader)? {
        if case .reader(let reader) = waiter { reader } else { nil }
    }

    func end(_ outcome: Outcome) {
        let waiter = waiter
        self.waiter = .nobody
        switch waiter {
        case .task(let continuation): continuation.resume(returning: outcome)
        case .closure(let body): body(outcome)
        case .reader(let reader): reader.end(isRead: (try? outcome.get()) != nil)
        case .nobody: break
        }
    }
}
