/// An order was asked to go where it may not go from where it is.
struct IllegalTransition: Error, Hashable {
    let from: OrderStatus
    let to: OrderStatus

    init(from: OrderStatus, to: OrderStatus) {
        self.from = from
        self.to = to
    }
}

/// An order is past, or not yet at, the point where something else of it may change.
struct IllegalChange: Error, Hashable {
    enum Change: Sendable, Hashable {
        case readdressing, deletion
    }

    let status: OrderStatus
    let change: Change

    init(status: OrderStatus, change: Change) {
        self.status = status
        self.change = change
    }
}
