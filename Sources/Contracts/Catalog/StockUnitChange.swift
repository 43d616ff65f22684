public import Endpoints

public struct StockUnitChange: RequestBody, Encodable, Validated {
    public var place: String

    public init(place: String) { self.place = place }

    public static let rules: [Rule<StockUnitChange>] = [Rule("place", \.place, .length(1...100), .notBlank)]
}
