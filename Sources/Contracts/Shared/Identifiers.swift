public import FoundationEssentials
public import Values

/// Who a user is, everywhere: a version 7 UUID.
public typealias UserID = Identifier<UserEntity, UUID>
/// One login of a user: a refresh token family.
public typealias SessionID = Identifier<SessionEntity, Int>
public typealias CategoryID = Identifier<CategoryEntity, Int>
public typealias ProductID = Identifier<ProductEntity, Int>
public typealias ProductImageID = Identifier<ProductImageEntity, Int>
/// A single copy of a product, with its place on a shelf.
public typealias StockUnitID = Identifier<StockUnitEntity, Int>
public typealias CartID = Identifier<CartEntity, UUID>
/// One attempt to turn a cart into an order.
public typealias CheckoutID = Identifier<CheckoutEntity, UUID>
public typealias ReviewID = Identifier<ReviewEntity, UUID>
public typealias OrderID = Identifier<OrderEntity, Int>
public typealias OrderLineID = Identifier<OrderLineEntity, Int>
public typealias EmailID = Identifier<EmailEntity, Int>
/// By what a mail was asked for: the same request asks for one mail only.
public typealias MailRequestID = Identifier<MailRequestEntity, UUID>

// The tags keep one kind of identifier from standing where another is meant.
public enum UserEntity: Sendable {}
public enum SessionEntity: Sendable {}
public enum CategoryEntity: Sendable {}
public enum ProductEntity: Sendable {}
public enum ProductImageEntity: Sendable {}
public enum StockUnitEntity: Sendable {}
public enum CartEntity: Sendable {}
public enum CheckoutEntity: Sendable {}
public enum ReviewEntity: Sendable {}
public enum OrderEntity: Sendable {}
public enum OrderLineEntity: Sendable {}
public enum EmailEntity: Sendable {}
public enum MailRequestEntity: Sendable {}
