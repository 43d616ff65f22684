/// The row on which a driver stands, read where it lies: nothing is copied that is not asked for.
///
/// It cannot be kept: it is good only within the closure to which it is lent. Columns go by their places, counted from 0.
public struct LiveRow: ~Copyable {
    private let source: any LiveRowSource

    /// For drivers.
    public init(_ source: any LiveRowSource) {
        self.source = source
    }

    public func isNull(at column: Int) -> Bool { source.isNull(at: column) }

    public func integer(at column: Int) throws(SQLError) -> Int64 {
        guard let value = source.integer(at: column) else { throw unreadable(column, as: Int64.self) }
        return value
    }

    public func boolean(at column: Int) throws(SQLError) -> Bool {
        switch source.integer(at: column) {
        case 0: return false
        case 1: return true
        default: throw unreadable(column, as: Bool.self)
        }
    }

    /// Lends a text's bytes. They are UTF-8 as far as whoever wrote them took care that they are.
    public func withText<Result>(
        at column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(SQLError) -> Result
    ) throws(SQLError) -> Result {
        guard let text = source.text(at: column) else { throw unreadable(column, as: String.self) }
        return try body(text)
    }

    private func unreadable<Value>(_ column: Int, as type: Value.Type) -> SQLError {
        let name = source.columns.names.indices.contains(column) ? source.columns.names[column] : "\(column)"
        return SQLError(.unreadable(column: name, kind: source.isNull(at: column) ? "null" : "other", type: "\(type)"))
    }
}

/// A driver's side of a ``LiveRow``. A place where there is no column is answered like null.
public protocol LiveRowSource: AnyObject {
    var columns: Columns { get }
    func isNull(at column: Int) -> Bool
    /// Nil for everything that is no integer. A truth is the integer 0 or 1.
    func integer(at column: Int) -> Int64?
    /// Nil for everything that is no text. The bytes are good until the driver is asked again.
    func text(at column: Int) -> UnsafeBufferPointer<UInt8>?
}
