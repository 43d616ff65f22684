import Values

/// An order and its whole life. Every change goes through a method that keeps the rules; each leaves a step in the
/// history, from which the store knows what to write and what to announce.
struct Order: Sendable {
    let number: OrderNumber
    let buyer: BuyerID
    let checkout: CheckoutNumber?
    let currency: Currency
    let createdAt: Timestamp
    private(set) var status: OrderStatus
    private(set) var lines: [OrderLine]
    private(set) var total: Money
    private(set) var shippingAddress: ShippingAddress
    private(set) var history: [OrderStep]
    /// What the catalog still has to be told.
    private(set) var duty: StockDuty?
    private(set) var updatedAt: Timestamp
    private(set) var deletedAt: Timestamp?
    /// Grows with every change that is stored.
    private(set) var version: Int

    /// An order as it was stored. New ones are opened by the repository, which gives them their number.
    static func restored(
        number: OrderNumber, buyer: BuyerID, checkout: CheckoutNumber?, currency: Currency, createdAt: Timestamp,
        status: OrderStatus, lines: [OrderLine], total: Money, shippingAddress: ShippingAddress,
        history: [OrderStep], duty: StockDuty?, updatedAt: Timestamp, deletedAt: Timestamp?, version: Int
    ) -> Order {
        Order(
            number: number, buyer: buyer, checkout: checkout, currency: currency, createdAt: createdAt, status: status,
            lines: lines, total: total, shippingAddress: shippingAddress, history: history, duty: duty,
            updatedAt: updatedAt, deletedAt: deletedAt, version: version)
    }

    /// Whether its request turned out to be wrong: it waits to be unwritten, or to be rejected where that was cut off.
    var isTakenBack: Bool { status == .pending && duty == .release }

    /// The catalog holds the goods: names and prices are frozen, the total is theirs.
    mutating func confirm(_ goods: [PricedGoods], at moment: Timestamp) throws {
        let byProduct = Dictionary(goods.map { ($0.product, $0) }, uniquingKeysWith: { first, _ in first })
        var frozen = lines
        for index in frozen.indices {
            guard let priced = byProduct[frozen[index].product] else {
                throw UnpricedLine(product: frozen[index].product)
            }
            frozen[index].freeze(priced)
        }
        let sum = try frozen.map { try $0.total() }.total()
        try move(to: .confirmed, at: moment)
        (lines, total) = (frozen, sum)
    }

    /// Goes to another state, if that may follow; notes what the catalog has to be told.
    mutating func move(
        to next: OrderStatus, at moment: Timestamp, reason: String? = nil, by actor: BuyerID? = nil
    ) throws(IllegalTransition) {
        guard status.successors.contains(next) else { throw IllegalTransition(from: status, to: next) }
        status = next
        // What is owed stays owed until it is paid: goods may arrive before the catalog has heard that they left.
        duty = next.duty ?? duty
        updatedAt = moment
        history.append(OrderStep(status: next, at: moment, reason: reason, actor: actor))
    }

    /// Sends the goods elsewhere, as long as they are not packed; the staff can write another label until they leave.
    mutating func readdress(
        to address: ShippingAddress, at moment: Timestamp, byStaff: Bool = false
    ) throws(IllegalChange) {
        guard status.allowsReaddressing(byStaff: byStaff) else {
            throw IllegalChange(status: status, change: .readdressing)
        }
        shippingAddress = address
        updatedAt = moment
    }

    /// Puts a finished order out of sight. Twice is once.
    mutating func delete(at moment: Timestamp) throws(IllegalChange) {
        guard status.isFinal else { throw IllegalChange(status: status, change: .deletion) }
        deletedAt = deletedAt ?? moment
        updatedAt = moment
    }

    /// The order once its changes are stored.
    func stored() -> Order {
        var order = self
        order.version += 1
        return order
    }
}

/// The catalog reserved an order without saying what one of its products costs.
struct UnpricedLine: Error, Hashable {
    let product: ProductNumber
}
