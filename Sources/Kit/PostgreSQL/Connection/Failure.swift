import SQL

/// Why a statement has no result, and what may be done about it.
struct Failure: Error {
    enum Remedy {
        case none
        /// The server has rolled everything back in favour of somebody else: the same may succeed now.
        case repetition
        /// A statement before it in the same segment failed: it was never looked at.
        case aborted
        /// What was prepared does not fit the schema any more, or is not there: it has to be prepared anew.
        case preparation
        /// The connection is gone. Nobody knows what the server has made of the statement.
        case reconnection
        /// The server did not answer in time, and was left. Nobody knows what it has made of the statement.
        case silence
        /// The connection is gone, and the server had not come to the statement.
        case untouched
    }

    let error: SQLError
    var remedy = Remedy.none

    init(_ error: SQLError, _ remedy: Remedy = .none) {
        self.error = error
        self.remedy = remedy
    }

    /// Whether nobody knows what the server has made of the statement.
    var leavesDoubt: Bool {
        switch remedy {
        case .reconnection, .silence: true
        case .none, .repetition, .aborted, .preparation, .untouched: false
        }
    }

    /// Whether there was a connection, which has ended.
    var wasLost: Bool {
        switch remedy {
        case .reconnection, .untouched: !error.isOfConnecting
        case .none, .repetition, .aborted, .preparation, .silence: false
        }
    }
}

typealias Outcome = Result<ExecutionResult, Failure>
