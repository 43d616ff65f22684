import CPostgreSQL
import SQL

extension Failure {
    /// What the server says of a statement that it refused.
    init(result: OpaquePointer, statement: String?) {
        func field(_ field: shim_field) -> String? { shim_error_field(result, field).map { String(cString: $0) } }
        let state = field(SHIM_SQLSTATE) ?? ""
        let code = SQLError.Code(
            state: state,
            constraint: Constraint(
                table: field(SHIM_TABLE), name: field(SHIM_CONSTRAINT),
                columns: field(SHIM_COLUMN).map { [$0] } ?? []))
        // Of what else is said, the detail and the hint among it, much quotes values.
        let said = Self.quotesNoValue(state) ? field(SHIM_MESSAGE) : field(SHIM_FUNCTION)
        let error = SQLError(code, detail: "\(state) \(said ?? "")", statement: statement)
        switch state {
        case "40001", "40P01":
            self.init(error, .repetition)
        case "26000":
            self.init(error, .preparation)
        case "0A000" where field(SHIM_FUNCTION) == "RevalidateCachedQuery":
            self.init(error, .preparation)
        default:
            self.init(error, code == .connectionLost ? .untouched : .none)
        }
    }

    /// Errors of data say which data; errors of triggers and of extensions may say anything.
    private static func quotesNoValue(_ state: String) -> Bool {
        ["08", "0A", "23", "25", "26", "28", "3D", "40", "42", "53", "54", "55", "57", "58"]
            .contains(state.prefix(2))
    }
}

extension SQLError.Code {
    /// What a SQLSTATE comes to (PostgreSQL's manual, appendix A).
    init(state: String, constraint: Constraint = Constraint()) {
        switch state {
        case "23505": self = .uniqueViolation(constraint)
        case "23503": self = .foreignKeyViolation(constraint)
        case "23514", "23P01": self = .checkViolation(constraint)
        case "23502": self = .notNullViolation(constraint)
        case "25006": self = .readOnly
        case "40001", "40P01", "55P03": self = .busy
        case "53100": self = .full
        case "57014": self = .timeout
        case "25P03", "57P01", "57P02", "57P03", "57P05": self = .connectionLost
        default:
            switch state.prefix(2) {
            case "08": self = .connectionLost
            case "22": self = .invalidValue
            case "42", "26": self = .invalidStatement
            case "53": self = .overloaded
            default: self = .other
            }
        }
    }
}

extension SQLError {
    /// What the library says of an attempt to connect: `… failed: FATAL:  28P01: password authentication failed …`.
    init(refusalOf line: String) {
        let state = line.split(separator: " ").first { word in
            word.utf8.count == 6 && word.last == ":"
                && word.utf8.dropLast().allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
                && word.utf8.contains { (0x30...0x39).contains($0) }
        }
        self.init(
            .connectionLost, detail: line, statement: state.map { "connect (\($0.dropLast()))" } ?? "connect")
    }

    /// Whether there never was a connection.
    var isOfConnecting: Bool { statement?.hasPrefix("connect") == true }

    /// Whether waiting does not help an attempt to connect: the password is wrong, the database does not exist.
    var isRefusal: Bool {
        guard let statement, statement.hasPrefix("connect (") else { return false }
        return ["28", "3D", "42", "22", "0A", "08P"].contains { statement.dropFirst(9).hasPrefix($0) }
    }
}
