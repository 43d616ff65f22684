public import Values

public enum StockUnitState: String, Codable, Sendable, CaseIterable {
    /// On its shelf, may be assigned to an order line.
    case available
    /// Packed for an order.
    case assigned
    /// Left with an order.
    case sold
}

public struct StockUnitView: Codable, Sendable {
    public var id: StockUnitID
    public var place: String
    public var state: StockUnitState

    public init(id: StockUnitID, place: String, state: StockUnitState) {
        self.id = id
        self.place = place
        self.state = state
    }
}
