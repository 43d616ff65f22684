/// One connection of one's own, for tools: statements run one after the other as they are sent, `begin` and `commit`
/// among them, and what is set stays set. Nothing is shared, repeated or connected anew.
public protocol DatabaseSession: SQLConnection {
    /// Ends the connection, and with it what it has begun and not committed.
    func close() async
}
