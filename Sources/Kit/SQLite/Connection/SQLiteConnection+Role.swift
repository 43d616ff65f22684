import CSQLite
import SQL

/// How a connection is opened for what it is for.
extension SQLiteConnection.Role {
    var access: CInt {
        switch self {
        case .writer: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        case .reader: SQLITE_OPEN_READONLY
        case .inspector: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
        }
    }

    /// What the engine is told to open: an unchanging file needs a URI, in which some letters have a meaning.
    func name(of path: String) -> String {
        guard case .inspector(let isUnchanging) = self else { return path }
        var escaped = ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), 0x30...0x39, 0x41...0x5A,
                0x61...0x7A:
                escaped.append(Character(UnicodeScalar(byte)))
            default:
                escaped += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }
        return "file:\(escaped)?mode=ro" + (isUnchanging ? "&immutable=1" : "")
    }

    var patienceMilliseconds: Int {
        switch self {
        case .writer: 10_000
        case .reader, .inspector: 2_000
        }
    }

    var pragmas: [Query] {
        switch self {
        case .writer:
            [
                "pragma journal_mode = wal", "pragma synchronous = full", "pragma foreign_keys = on",
                "pragma cache_size = -4096", "pragma temp_store = memory",
                // Usually the idle writer checkpoints; this bounds the log under load that never ends.
                "pragma wal_autocheckpoint = 4000", "pragma journal_size_limit = 67108864",
            ]
        case .reader:
            // Each loop has one of these, so they are kept small.
            ["pragma query_only = on", "pragma cache_size = -1024", "pragma temp_store = memory"]
        case .inspector:
            ["pragma query_only = on", "pragma temp_store = memory"]
        }
    }
}
