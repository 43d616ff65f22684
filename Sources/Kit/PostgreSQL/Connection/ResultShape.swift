import CPostgreSQL
import SQL

/// How the rows of a statement are read.
final class ResultShape {
    /// How a column travels. All of it is the server's binary format.
    enum Kind {
        case integer2, integer4, integer8, oid, boolean, real4, real8, text, uuid, blob, numeric, void
    }

    let columns: Columns
    let kinds: [Kind]

    /// - Throws: `SQLError.Code.unreadable` for a column of a type that no engine has in common.
    init(of result: OpaquePointer) throws(SQLError) {
        var names: [String] = []
        var kinds: [Kind] = []
        for column in 0..<PQnfields(result) {
            let name = PQfname(result, column).map { String(cString: $0) } ?? ""
            let type = PQftype(result, column)
            guard let kind = Kind(type) else {
                throw SQLError(
                    .unreadable(column: name, kind: "type \(type)", type: "SQLValue"),
                    detail: "cast the column to a type that every engine has")
            }
            names.append(name)
            kinds.append(kind)
        }
        columns = Columns(names)
        self.kinds = kinds
    }

    func rows(of result: OpaquePointer) -> [Row] {
        let count = PQntuples(result)
        guard count > 0, !kinds.isEmpty else { return [] }
        var rows = RowsBuilder(columns: columns, rowCount: Int(count))
        for row in 0..<count {
            var column: CInt = 0
            for kind in kinds {
                rows.append(value(of: kind, result, row, column))
                column += 1
            }
        }
        return rows.rows()
    }

    @inline(__always)
    func value(at column: Int, of row: CInt, _ result: OpaquePointer) -> SQLValue {
        value(of: kinds[column], result, row, CInt(column))
    }

    @inline(__always)
    private func value(of kind: Kind, _ result: OpaquePointer, _ row: CInt, _ column: CInt) -> SQLValue {
        let length = Int(PQgetlength(result, row, column))
        // An empty value may be null.
        if length == 0, PQgetisnull(result, row, column) != 0 { return .null }
        guard let start = PQgetvalue(result, row, column) else { return .null }
        let bytes = UnsafeRawBufferPointer(start: start, count: length)
        switch kind {
        case .integer8: return .integer(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
        case .integer4: return .integer(Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self))))
        case .integer2: return .integer(Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self))))
        case .oid: return .integer(Int64(UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self))))
        case .boolean: return .boolean(bytes[0] != 0)
        case .real8: return .real(Double(bitPattern: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))))
        case .real4:
            return .real(Double(Float(bitPattern: UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self)))))
        case .text: return .text(String(decoding: bytes, as: UTF8.self))
        case .uuid: return .text(UUIDText.lowercase(bytes))
        case .blob: return .blob([UInt8](bytes))
        case .numeric: return Numeric.value(of: bytes)
        case .void: return .null
        }
    }
}

extension ResultShape.Kind {
    init?(_ type: Oid) {
        switch type {
        case TypeNumber.int8: self = .integer8
        case TypeNumber.int4: self = .integer4
        case TypeNumber.int2: self = .integer2
        case TypeNumber.oid: self = .oid
        case TypeNumber.bool: self = .boolean
        case TypeNumber.float8: self = .real8
        case TypeNumber.float4: self = .real4
        case TypeNumber.text, TypeNumber.varchar, TypeNumber.bpchar, TypeNumber.name, TypeNumber.char,
            TypeNumber.unknown, TypeNumber.json:
            self = .text
        case TypeNumber.uuid: self = .uuid
        case TypeNumber.bytea: self = .blob
        case TypeNumber.numeric: self = .numeric
        case TypeNumber.void: self = .void
        default: return nil
        }
    }
}
