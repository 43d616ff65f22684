import Values

/// The catalog, as orders see it. Every call may be repeated: the same order gets the same answer.
protocol StockKeeper: Sendable {
    /// Holds all lines or none.
    /// - Throws: ``OrderRefusal`` if the catalog refuses, `PeerUnavailable` if it does not answer in time.
    func reserve(_ order: Order) async throws -> [PricedGoods]

    func release(_ number: OrderNumber) async throws

    /// Assigns the copies that go into the parcel.
    func pack(_ order: Order, units: [LineNumber: [UnitNumber]]) async throws

    func fulfil(_ number: OrderNumber) async throws
}
