/// Who reads rows where they lie. It is told on the loop on which it asked.
public protocol LiveRowsReader: AnyObject {
    /// Lends the rows. It must not ask the database.
    func read(_ rows: borrowing LiveRows) throws(SQLError)

    /// Says once that what was promised has ended; without rows when something has failed. What was lent within the call
    /// ends with the call.
    func end(isRead: Bool)
}
