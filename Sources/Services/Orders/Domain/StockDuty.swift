/// What an order still owes the catalog. It is written down with the change that caused it, and struck out when done,
/// so that a crash between the two leaves a note and not a mystery.
enum StockDuty: String, Sendable, Hashable, CaseIterable {
    /// Give the reserved goods back.
    case release
    /// Consume them: they have left the house.
    case fulfil
}
