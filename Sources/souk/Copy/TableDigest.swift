import SQL
import Security

/// What is in a table, as one number that two tables share only if they have the same rows.
///
/// Each row is written down in one way, whatever engine it comes from, and hashed; the hashes are added up, as engines do
/// not sort texts alike.
struct TableDigest: Sendable, Equatable {
    private(set) var rows = 0
    /// Of the four words of each hash.
    private var sums: [UInt64] = [0, 0, 0, 0]

    /// - Parameter row: of canonical values.
    mutating func add(_ row: [SQLValue]) {
        var bytes: [UInt8] = []
        for value in row { Self.write(value, to: &bytes) }
        rows += 1
        let hash = SHA256Digest(of: bytes).bytes
        for word in sums.indices {
            sums[word] &+= hash[word * 8..<word * 8 + 8].reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    /// Reads a whole table.
    static func of(_ table: CopyTable, in session: any DatabaseSession) async throws -> TableDigest {
        var digest = TableDigest()
        var pages = TablePages(table, in: session)
        while true {
            let rows = try await pages.next()
            guard !rows.isEmpty else { return digest }
            for row in rows { digest.add(row) }
        }
    }

    /// A letter for the kind and, where the length varies, the length: no two rows are written alike.
    private static func write(_ value: SQLValue, to bytes: inout [UInt8]) {
        switch value {
        case .null: bytes.append(UInt8(ascii: "n"))
        case .boolean(let flag): bytes.append(UInt8(ascii: flag ? "t" : "f"))
        case .integer(let number): append("i", UInt64(bitPattern: number), to: &bytes)
        case .real(let number): append("r", number.bitPattern, to: &bytes)
        case .text(let text):
            append("s", UInt64(text.utf8.count), to: &bytes)
            bytes.append(contentsOf: text.utf8)
        case .blob(let blob):
            append("b", UInt64(blob.count), to: &bytes)
            bytes.append(contentsOf: blob)
        }
    }

    private static func append(_ letter: Unicode.Scalar, _ number: UInt64, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: letter))
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
