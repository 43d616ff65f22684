import Contracts
import Endpoints

/// What the plans of lists are held against.
extension ProductQuery.Ordering {
    /// What the name of the index that serves it says of the order.
    var indexName: String {
        switch self {
        case .newest, .relevance: "newest"
        case .price, .priceDescending: "price"
        case .rating: "rating"
        case .popular: "sales"
        }
    }

    /// Leads into the midst of a list in this order.
    var cursorInTheMiddle: PageCursor {
        let keys =
            switch self {
            case .newest: ["7"]
            case .rating: ["450", "2", "7"]
            default: ["100", "7"]
            }
        return PageCursor(.after, order: rawValue, keys: keys)
    }
}
