import CPostgreSQL
import SQL

/// A statement that a connection's server has prepared, or is about to.
final class PreparedStatement {
    /// The server's name for it; empty for one that is used once.
    let name: String
    let key: StatementKey
    /// Whether the server has said that it is there.
    var isPrepared = false
    /// Whether it is to be forgotten: it was the one that was not used for longest, or it does not fit any more.
    var isDropped = false
    var lastUse = 0
    /// How its rows are read: told by the first result, and the same for all.
    var shape: ResultShape?

    init(name: String, key: StatementKey) {
        self.name = name
        self.key = key
    }
}

/// A text with the types of its values as a key. It is hashed by a few samples: hashing a whole statement would cost more
/// than looking it up.
struct StatementKey: Hashable {
    let text: String
    let types: ParameterTypes

    func hash(into hasher: inout Hasher) {
        let bytes = text.utf8
        hasher.combine(bytes.count)
        hasher.combine(types)
        _ = bytes.withContiguousStorageIfAvailable { bytes in
            for index in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 16)) { hasher.combine(bytes[index]) }
        }
    }
}

/// What types the values of a call have, three bits each.
struct ParameterTypes: Hashable {
    private var bits: UInt128 = 0

    /// So many values have room; a statement with more is not kept.
    static let limit = 42

    /// Nil where there are too many.
    init?(_ binds: [SQLValue]) {
        guard binds.count <= Self.limit else { return nil }
        for bind in binds { bits = bits << 3 | UInt128(bind.typeNumber) }
    }
}

extension SQLValue {
    fileprivate var typeNumber: Int {
        switch self {
        case .null, .text: 1
        case .integer: 2
        case .real: 3
        case .boolean: 4
        case .blob: 5
        }
    }

    /// What the server is told. A text's type it finds out by itself, so that a column of type `uuid` takes one.
    var type: Oid {
        switch self {
        case .null, .text: 0
        case .integer: TypeNumber.int8
        case .real: TypeNumber.float8
        case .boolean: TypeNumber.bool
        case .blob: TypeNumber.bytea
        }
    }
}
