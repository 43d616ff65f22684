/// Who buyers are, from accounts. Nobody waits for it: whoever cannot be found out is left out.
protocol CustomerDirectory: Sendable {
    func names(of buyers: Set<BuyerID>) async -> [BuyerID: CustomerName]

    /// What is known already, without a call.
    func knownName(of buyer: BuyerID) -> CustomerName?
}

struct CustomerName: Sendable, Hashable {
    let username: String
    let firstName: String
    let lastName: String
}
