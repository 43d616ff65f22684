/// A block of addresses as `10.0.0.0/8`, or a single one.
public struct AddressRange: Hashable, Sendable {
    private let network: IPAddress
    private let bits: Int

    /// Nil for what is no block.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first, let network = IPAddress(first) else { return nil }
        let width = network.bytes.count * 8
        guard parts.count == 2 else {
            self.network = network
            bits = width
            return
        }
        // Digits alone: `Int` would read a sign as well.
        guard parts[1].utf8.allSatisfy(ASCII.isDigit), let bits = Int(parts[1]), (0...width).contains(bits) else {
            return nil
        }
        self.network = network
        self.bits = bits
    }

    public func contains(_ address: IPAddress) -> Bool {
        guard address.bytes.count == network.bytes.count else { return false }
        let whole = bits / 8
        guard address.bytes[..<whole] == network.bytes[..<whole] else { return false }
        let rest = bits % 8
        guard rest > 0 else { return true }
        return (address.bytes[whole] ^ network.bytes[whole]) >> (8 - rest) == 0
    }
}
