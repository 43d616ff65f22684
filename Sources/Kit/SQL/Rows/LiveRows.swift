/// The rows of a read, lent one after the other where they lie. They are good within the closure to which they are lent.
public struct LiveRows: ~Copyable {
    private let source: any LiveRowsSource

    /// For drivers.
    public init(_ source: any LiveRowsSource) {
        self.source = source
    }

    /// Walks over the rows, once. `body` must not ask the database.
    public func visit(_ body: (borrowing LiveRow) throws(SQLError) -> Void) throws(SQLError) {
        try source.visit(body)
    }
}

/// A driver's side of ``LiveRows``.
public protocol LiveRowsSource {
    func visit(_ body: (borrowing LiveRow) throws(SQLError) -> Void) throws(SQLError)
}
