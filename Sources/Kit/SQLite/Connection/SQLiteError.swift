import CSQLite
import SQL

extension SQLError {
    /// What a connection has to say about its last call.
    init(lastErrorOf database: OpaquePointer?, result: CInt, statement: String?) {
        let detail =
            database.flatMap(sqlite3_errmsg).map { String(cString: $0) } ?? String(cString: sqlite3_errstr(result))
        self.init(Code(result: result, message: detail), detail: detail, statement: statement)
    }
}

/// The extended results for broken constraints, which are macros that Swift cannot import.
private enum ConstraintResult {
    static let check = SQLITE_CONSTRAINT | 1 << 8
    static let foreignKey = SQLITE_CONSTRAINT | 3 << 8
    static let notNull = SQLITE_CONSTRAINT | 5 << 8
    static let primaryKey = SQLITE_CONSTRAINT | 6 << 8
    static let unique = SQLITE_CONSTRAINT | 8 << 8
    static let rowID = SQLITE_CONSTRAINT | 10 << 8
}

extension SQLError.Code {
    init(result: CInt, message: String) {
        switch result {
        case ConstraintResult.unique, ConstraintResult.primaryKey, ConstraintResult.rowID:
            self = .uniqueViolation(Constraint(message: message))
        case ConstraintResult.foreignKey: self = .foreignKeyViolation(Constraint(message: message))
        case ConstraintResult.check: self = .checkViolation(Constraint(message: message))
        case ConstraintResult.notNull: self = .notNullViolation(Constraint(message: message))
        default: self.init(primaryResult: result & 0xff)
        }
    }

    private init(primaryResult: CInt) {
        switch primaryResult {
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
        case SQLITE_INTERRUPT: self = .timeout
        case SQLITE_READONLY: self = .readOnly
        case SQLITE_FULL: self = .full
        case SQLITE_CANTOPEN, SQLITE_NOTADB, SQLITE_IOERR, SQLITE_CORRUPT: self = .connectionLost
        case SQLITE_ERROR, SQLITE_RANGE: self = .invalidStatement
        default: self = .other
        }
    }
}

extension Constraint {
    /// Reads `UNIQUE constraint failed: users.email, users.shop`, `… failed: index 'users_lower_email'` and
    /// `CHECK constraint failed: name`.
    init(message: String) {
        guard let colon = message.firstIndex(of: ":") else {
            self.init()
            return
        }
        let subject = message[message.index(after: colon)...].drop { $0 == " " }
        if subject.hasPrefix("index ") {
            self.init(name: String(subject.dropFirst(6).filter { $0 != "'" }))
            return
        }
        var table: String?
        var columns: [String] = []
        for item in subject.split(separator: ",") {
            let parts = item.drop { $0 == " " }.split(separator: ".", maxSplits: 1)
            guard parts.count == 2 else { continue }
            table = String(parts[0])
            columns.append(String(parts[1]))
        }
        self.init(table: table, name: columns.isEmpty ? String(subject) : nil, columns: columns)
    }
}
