/// Who buyers are, from accounts. Nobody waits for it: whoever cannot be found out is left out.
protocol CustomerDirectory: Sendable {
    func names(of buyers: Set<BuyerID>) async -> [BuyerID: CustomerName]

    /// Whether there is such a user.
    /// - Throws: `PeerUnavailable` if that cannot be found out.
    func exists(_ buyer: BuyerID) async throws -> Bool

    /// What is known already, without a call.
    func knownName(of buyer: BuyerID) -> CustomerName?
}

struct CustomerName: Sendable, Hashable {
    let username: String
    let firstName: String
    let lastName: String
}
