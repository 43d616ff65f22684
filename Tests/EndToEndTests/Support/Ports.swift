import TestSupport

/// Ports for one shop, free when they were chosen.
struct Ports: Sendable {
    static let services = ["gateway", "accounts", "catalog", "carts", "reviews", "orders", "notifications"]

    private let numbers: [String: UInt16]

    subscript(_ service: String) -> UInt16 { numbers[service] ?? 0 }

    /// As the shop reads them.
    var environment: [String: String] {
        Dictionary(uniqueKeysWithValues: numbers.map { ("\($0.key.uppercased())_PORT", "\($0.value)") })
    }

    static func chosen() -> Ports {
        Ports(numbers: Dictionary(uniqueKeysWithValues: services.map { ($0, FreePort.next()) }))
    }
}
