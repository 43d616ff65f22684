import EventLoops
import SQL

/// Who reads the rows of an answer where they lie, before the library takes them back.
protocol RowsReader: AnyObject {
    func read(_ rows: borrowing LiveRows) throws(SQLError)
    /// Told once, after what was read. A failure may come of a neighbour, or of the connection.
    func end(_ outcome: Outcome)
}

/// Makes a promised value of them.
final class PromisedRows<Value>: RowsReader {
    let promise = Promise<Value>()
    private let make: (borrowing LiveRows) throws(SQLError) -> Value
    private var value: Value?

    init(_ make: @escaping (borrowing LiveRows) throws(SQLError) -> Value) {
        self.make = make
    }

    func read(_ rows: borrowing LiveRows) throws(SQLError) {
        value = try make(rows)
    }

    func end(_ outcome: Outcome) {
        switch outcome {
        case .success: promise.end(with: value)
        case .failure: promise.end(with: nil)
        }
    }
}
