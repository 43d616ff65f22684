/// An order was asked to go where it may not go from where it is.
struct IllegalTransition: Error, Hashable {
    let from: OrderStatus
    let to: OrderStatus

    init(from: OrderStatus, to: OrderStatus) {
        self.from = from
        self.to = to
    }
}
