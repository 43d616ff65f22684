/// Where an order stands. What may follow what is declared here, once.
enum OrderStatus: String, Sendable, Hashable, CaseIterable {
    /// Written down; the catalog has not answered yet. May become `confirmed`, `rejected` or `cancelled`.
    case pending
    /// Accepted and held in stock; waits to be packed. May become `packed`, `failed` or `cancelled`.
    case confirmed
    /// In its parcel. May become `shipped`, `failed` or `cancelled`.
    case packed
    /// On its way; the stock is consumed. May become `delivered`.
    case shipped
    /// Arrived. The end.
    case delivered
    /// Refused: not enough in stock, or another price. The end.
    case rejected
    /// The shop could not fulfil it; the stock is released. The end.
    case failed
    /// Called off in time; the stock is released. The end.
    case cancelled

    /// The states that may follow this one.
    var successors: Set<OrderStatus> {
        switch self {
        case .pending: [.confirmed, .rejected, .cancelled]
        case .confirmed: [.packed, .failed, .cancelled]
        case .packed: [.shipped, .failed, .cancelled]
        case .shipped: [.delivered]
        case .delivered, .rejected, .failed, .cancelled: []
        }
    }

    var isFinal: Bool { successors.isEmpty }

    /// Whether the goods may still be sent elsewhere: a buyer decides until they are packed, the staff until they leave.
    func allowsReaddressing(byStaff: Bool) -> Bool {
        switch self {
        case .pending, .confirmed: true
        case .packed: byStaff
        case .shipped, .delivered, .rejected, .failed, .cancelled: false
        }
    }

    /// What has to be done at the catalog once an order has come here.
    var duty: StockDuty? {
        switch self {
        // A rejected order holds nothing, but a reservation of it may still be on its way: released once, none comes late.
        case .rejected, .cancelled, .failed: .release
        case .shipped: .fulfil
        case .pending, .confirmed, .packed, .delivered: nil
        }
    }
}
