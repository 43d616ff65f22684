/// The right to settle a key: handed out to the request that came first.
public struct IdempotencyTicket: Sendable, Equatable {
    /// Nil for a request without a key: everything done with its ticket does nothing.
    let id: [UInt8]?
    /// Which attempt this is; a later attempt that took over has a higher one and fences this off.
    let attempt: Int
    /// What the work is about, such as an order's id, once that is known.
    public let reference: String?

    /// The ticket of a request without a key.
    public static let none = IdempotencyTicket(id: nil, attempt: 0, reference: nil)
}
