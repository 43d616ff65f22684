import Values

/// One row of an order's history.
struct OrderStep: Sendable, Hashable {
    let status: OrderStatus
    let at: Timestamp
    /// Why, in words that the buyer may read.
    let reason: String?
    /// Who did it: a user's id, or nil for the shop itself.
    let actor: BuyerID?

    init(status: OrderStatus, at: Timestamp, reason: String? = nil, actor: BuyerID? = nil) {
        self.status = status
        self.at = at
        self.reason = reason
        self.actor = actor
    }
}
