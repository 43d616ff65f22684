public import EventLoops

/// Who reads rows where they lie. It is told on the loop on which it asked.
public protocol LiveRowsReader: AnyObject {
    /// Lends the rows. It must not ask the database.
    func read(_ rows: borrowing LiveRows) throws(SQLError)

    /// Says once that what was promised has ended; without rows when something has failed. What was lent within the call
    /// ends with the call.
    func end(isRead: Bool)
}

/// What becomes of rows that are to be lent.
public enum Lending {
    /// They were, within the call.
    case lent
    /// They will be, or the reader is told that they will not.
    case promised
    /// Nothing was asked: the query has to be awaited.
    case impossible
}

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
