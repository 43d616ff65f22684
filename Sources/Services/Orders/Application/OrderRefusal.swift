import HTTP

/// Why the catalog does not hold an order's lines. The problem is the catalog's own, in the words of an order.
enum OrderRefusal: Error, Sendable {
    /// Not enough in stock, or another price: the order is rejected.
    case rejected(Problem)
    /// A product that does not exist: the request was wrong, and there is no order.
    case mistaken(Problem)
    /// The stock was released before the goods were held: somebody has cancelled meanwhile.
    case released
}
