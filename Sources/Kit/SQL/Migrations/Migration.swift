/// One step of a schema. Once it has been released it is never edited: the next change is the next migration.
public protocol Migration: Sendable {
    /// Unique in its database and in order: `"001_create_products"`.
    static var name: String { get }

    /// The statements, in order. They run in one transaction.
    func statements(_ dialect: Dialect) -> [Query]
}

/// The migrations of a service, oldest first.
public typealias Migrations = [any Migration]

extension Migration {
    /// The name of this migration's type.
    public var name: String { Self.name }

    /// Tells whether the statements are the ones that were applied: FNV-1a over their text.
    func checksum(_ dialect: Dialect) -> Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for statement in statements(dialect) {
            for byte in statement.text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0xff) &* 0x100_0000_01b3
        }
        return Int64(bitPattern: hash)
    }
}
