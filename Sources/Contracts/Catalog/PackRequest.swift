public import Endpoints
public import Values

/// Which copies go into the parcel; needed for goods that are counted by units, one for each piece.
public struct PackRequest: RequestBody, Encodable {
    public struct Line: Codable, Sendable {
        public var productID: ProductID
        public var units: [StockUnitID]

        public init(productID: ProductID, units: [StockUnitID]) {
            self.productID = productID
            self.units = units
        }
    }

    public var units: [Line]?

    public init(units: [Line]? = nil) { self.units = units }
}
