import HTTP

/// Networks that nothing leads to from the internet: RFC 1918, RFC 4193, and the machine itself.
enum PrivateNetworks {
    private static let ranges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "127.0.0.0/8", "::1"]
        .compactMap { AddressRange($0) }

    /// Whether all these are in such networks; false for none, and for what is no address.
    static func contain(_ addresses: [String]) -> Bool {
        !addresses.isEmpty
            && addresses.allSatisfy { text in
                IPAddress(text).map { address in ranges.contains { $0.contains(address) } } ?? false
            }
    }
}
