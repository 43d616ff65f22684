public import EventLoops

/// Makes a value of rows, now or later.
@usableFromInline
final class PromisedRows<Value>: LiveRowsReader {
    @usableFromInline let promise = Promise<Value>()
    @usableFromInline let make: (borrowing LiveRows) throws(SQLError) -> Value
    @usableFromInline var value: Value?

    @inlinable
    init(_ make: @escaping (borrowing LiveRows) throws(SQLError) -> Value) {
        self.make = make
    }

    /// What was read within the call.
    @inlinable
    var attempt: Attempt<Value> { Attempt(value) }

    @inlinable
    func read(_ rows: borrowing LiveRows) throws(SQLError) {
        value = try make(rows)
    }

    @inlinable
    func end(isRead: Bool) {
        promise.end(with: isRead ? value : nil)
    }
}
