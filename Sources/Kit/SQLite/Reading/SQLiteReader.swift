import EventLoops
import SQL

/// A read-only connection, opened when it is first used.
///
/// It is used by one thread at a time, so that its lock is always free: the lock is there for `close`.
final class SQLiteReader: Sendable {
    private enum State {
        case unopened
        case open(SQLiteConnection)
        case closed
    }

    private let state = Lock(State.unopened)
    private let path: String
    private let instructionLimit: Int
    private let statementLimit: Int

    init(path: String, instructionLimit: Int, statementLimit: Int) {
        self.path = path
        self.instructionLimit = instructionLimit
        self.statementLimit = statementLimit
    }

    func query(_ query: Query) throws(SQLError) -> [Row] {
        try state.withLock { state throws(SQLError) in try connection(&state).run(query).rows }
    }

    func visit(_ query: Query, _ visit: (borrowing LiveRow) throws(SQLError) -> Void) throws(SQLError) {
        try state.withLockUnchecked { state throws(SQLError) in try connection(&state).visit(query, visit) }
    }

    private func connection(_ state: inout State) throws(SQLError) -> SQLiteConnection {
        switch state {
        case .open(let connection):
            return connection
        case .unopened:
            let connection = try SQLiteConnection(
                path: path, role: .reader, instructionLimit: instructionLimit, statementLimit: statementLimit)
            state = .open(connection)
            return connection
        case .closed:
            throw SQLError(.closed)
        }
    }

    func close() {
        state.withLock { $0 = .closed }
    }
}
