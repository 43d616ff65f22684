import SQL

/// Why a database on a server could not be looked at, and what helps. The library's own words name address and user, and
/// never the password.
struct PostgreSQLRefusal: Sendable {
    private let error: SQLError
    private let service: String

    init(_ error: SQLError, of service: String) {
        self.error = error
        self.service = service
    }

    private var setting: String { "\(service.uppercased())_DATABASE_URL" }

    /// The server's SQLSTATE, where it has refused the connection.
    private var state: String {
        guard let statement = error.statement, statement.hasPrefix("connect ("), statement.hasSuffix(")") else {
            return ""
        }
        return String(statement.dropFirst("connect (".count).dropLast())
    }

    var finding: Finding {
        let why = "\(service) does not start without it"
        switch state {
        case "28P01":
            return .wrong(
                "the server refuses the password for the database of \(service)", why: why,
                mend: "correct it in \(setting), or in the file that \(setting)_FILE names")
        case let state where state.hasPrefix("28"):
            return .wrong(
                "the server does not let souk into the database of \(service): \(error.detail)", why: why,
                mend: "correct the user in \(setting), or let it in from here in pg_hba.conf")
        case "3D000":
            return .wrong(
                "the database that \(setting) names does not exist", why: why,
                mend: "make it: createdb --owner=ROLE --encoding=UTF8 --template=template0 NAME")
        case "53300":
            return .wrong(
                "the server of \(service) has no connection left", why: "requests wait, and are then refused",
                mend: "raise max_connections, or end programs that keep connections open")
        case "57P03":
            return .wrong(
                "the server of \(service) is starting or ending", why: "souk waits for it",
                mend: "look again in a moment, then into the server's log")
        default:
            if error.code == .invalidStatement, error.statement == nil {
                return .wrong(
                    "\(setting) cannot be read as a PostgreSQL URL", why: why,
                    mend: "write postgres://USER:PASSWORD@HOST:PORT/DATABASE, with signs such as @ and / in the "
                        + "password as %40 and %2F")
            }
            return .wrong(
                "the database of \(service) cannot be reached: \(error.detail)", why: why,
                mend: "see that the server runs and can be reached from here, and that \(setting) names it")
        }
    }
}
