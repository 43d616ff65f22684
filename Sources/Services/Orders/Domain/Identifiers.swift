import FoundationEssentials
import Values

// The domain knows its own names for things; the adapters translate.

typealias OrderNumber = Identifier<Order, Int>
typealias LineNumber = Identifier<OrderLine, Int>
typealias ProductNumber = Identifier<Goods, Int>
typealias UnitNumber = Identifier<SingleCopy, Int>
typealias BuyerID = Identifier<Buyer, UUID>
typealias VendorID = Identifier<Vendor, UUID>
/// The checkout of a cart: it may lead to one order.
typealias CheckoutNumber = Identifier<CartCheckout, UUID>

enum Goods: Sendable {}
enum SingleCopy: Sendable {}
enum Buyer: Sendable {}
enum Vendor: Sendable {}
enum CartCheckout: Sendable {}
