public import EventLoops

/// What went wrong at the database.
///
/// It never holds a value that was bound, so that it may be logged. `description` is general enough to be shown to
/// anybody; what the engine said and the statement are in `debugDescription`.
public struct SQLError: Error, Sendable {
    /// What kind of error it is.
    public enum Code: Sendable, Hashable {
        case uniqueViolation(Constraint)
        case foreignKeyViolation(Constraint)
        case checkViolation(Constraint)
        case notNullViolation(Constraint)
        /// Another process holds the lock for too long.
        case busy
        /// The statement took more than its share and was stopped.
        case timeout
        /// More is waiting already than the queue takes.
        case overloaded
        /// The transaction's body waited for something else than its database.
        case suspendedInTransaction
        /// The transaction was used after its end.
        case transactionEnded
        /// The commit undid everything: something had failed before, or in another transaction that shared the commit.
        case commitFailed
        /// The caller was cancelled, and nothing was done.
        case cancelled
        /// A read tried to write.
        case readOnly
        /// The disk is full.
        case full
        case connectionLost
        /// The connection was lost while a commit was under way: it may have been done or not. Only somebody who can find
        /// out which may repeat the call.
        case outcomeUnknown
        case closed
        /// The statement itself is wrong: syntax, a table or a column that does not exist.
        case invalidStatement
        /// The engine cannot take a value: a text that holds a NUL, a number that is out of range.
        case invalidValue
        case missingColumn(String)
        /// A statement that had to return a row returned none.
        case missingRow
        /// A value could not be read as the wanted type.
        case unreadable(column: String?, kind: String, type: String)
        /// A migration that was already applied has been changed afterwards.
        case changedMigration(String)
        case other
    }

    public let code: Code
    /// What the engine said. A driver leaves out the parts that quote values.
    public let detail: String
    /// The statement, without its values.
    public let statement: String?

    public init(_ code: Code, detail: String = "", statement: String? = nil) {
        self.code = code
        self.detail = detail
        self.statement = statement
    }

    /// The error for a value that cannot be read as the wanted type.
    public static func unreadable<Value>(_ value: SQLValue, as type: Value.Type) -> SQLError {
        SQLError(.unreadable(column: nil, kind: value.kind, type: "\(type)"))
    }

    func naming(column: String) -> SQLError {
        guard case .unreadable(nil, let kind, let type) = code else { return self }
        return SQLError(.unreadable(column: column, kind: kind, type: type), detail: detail, statement: statement)
    }
}

extension SQLError {
    /// Whether a row with these values is there already.
    public var isUniqueViolation: Bool {
        if case .uniqueViolation = code { true } else { false }
    }

    /// Whether it is this column that has to be unique and is not: says which field to name in an answer.
    ///
    /// An index on an expression, such as `lower(email)`, has no columns: name it after its column to be found.
    public func isUniqueViolation(of column: String) -> Bool {
        guard case .uniqueViolation(let constraint) = code else { return false }
        return constraint.concerns(column)
    }

    /// Whether a row that is referred to is missing, or is still referred to.
    public var isForeignKeyViolation: Bool {
        if case .foreignKeyViolation = code { true } else { false }
    }

    /// Whether the same call may succeed if it is tried again.
    public var isTransient: Bool {
        switch code {
        case .busy, .overloaded, .connectionLost, .commitFailed, .timeout: true
        default: false
        }
    }
}

extension SQLError: CancellationTelling {
    public var isCancellation: Bool { code == .cancelled }
}

extension SQLError: CustomStringConvertible, CustomDebugStringConvertible {
    public var description: String {
        "SQLError: \(code)"
    }

    public var debugDescription: String {
        "SQLError: \(code), \(detail), in: \(statement ?? "-")"
    }
}
