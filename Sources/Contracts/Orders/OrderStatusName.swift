/// The states of an order as the wire names them. What may follow what is the orders service's own matter.
public enum OrderStatusName: String, Codable, Sendable, CaseIterable {
    case pending, confirmed, packed, shipped, delivered, rejected, failed, cancelled
}
