import CPostgreSQL
import SQL

/// The rows of a result, read where the library keeps them.
final class ResultRows: LiveRowsSource, LiveRowSource {
    private let result: OpaquePointer
    private let shape: ResultShape
    private var row: CInt = 0
    /// A UUID's text, which nobody keeps but us.
    private var scratch: UnsafeMutableBufferPointer<UInt8>?

    init(_ result: OpaquePointer, _ shape: ResultShape) {
        self.result = result
        self.shape = shape
    }

    deinit { scratch?.deallocate() }

    var columns: Columns { shape.columns }

    func visit(_ body: (borrowing LiveRow) throws(SQLError) -> Void) throws(SQLError) {
        let live = LiveRow(self)
        for row in 0..<PQntuples(result) {
            self.row = row
            try body(live)
        }
    }

    func isNull(at column: Int) -> Bool {
        !shape.kinds.indices.contains(column) || PQgetisnull(result, row, CInt(column)) != 0
    }

    func integer(at column: Int) -> Int64? {
        switch shape.kinds.indices.contains(column) ? shape.value(at: column, of: row, result) : .null {
        case .integer(let number): number
        case .boolean(let flag): flag ? 1 : 0
        default: nil
        }
    }

    func text(at column: Int) -> UnsafeBufferPointer<UInt8>? {
        guard !isNull(at: column), let start = PQgetvalue(result, row, CInt(column)) else { return nil }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, CInt(column))))
        switch shape.kinds[column] {
        case .text:
            return bytes.bindMemory(to: UInt8.self)
        case .uuid:
            let text = scratch ?? .allocate(capacity: 36)
            scratch = text
            _ = text.update(fromContentsOf: Array(UUIDText.lowercase(bytes).utf8))
            return UnsafeBufferPointer(text)
        default:
            return nil
        }
    }
}
