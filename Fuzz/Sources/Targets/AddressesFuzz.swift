import Observability

@testable import HTTP

/// Addresses and hosts, and what proxies say about them.
enum AddressesFuzz: FuzzTarget {
    static let name = "addresses"

    static func run(_ input: FuzzInput) {
        let (choice, rest) = input.choosing(among: 4)
        switch choice {
        case 0: checkAddress(rest.text)
        case 1: checkRange(rest)
        case 2: checkForwarded(rest)
        default: checkHost(rest.text)
        }
    }

    private static func checkAddress(_ text: String) {
        if let address = IPAddress(text) {
            expect(IPAddress(address.description) == address, "\(address) is another when it is read again")
            expect(text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "an address of other characters")
            expect(IPAddress(withPort: text) == address, "an address without a port is another")
        }
        guard let address = IPAddress(withPort: text) else { return }
        expect(text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "an address with a port of other characters")
        let host = address.bytes.count == 16 ? "[\(address)]" : "\(address)"
        expect(IPAddress(withPort: "\(host):80") == address, "\(address) is another with a port")
    }

    /// A range, and an address on the second line.
    private static func checkRange(_ input: FuzzInput) {
        let (first, second) = input.halves
        guard let range = AddressRange(first.text) else { return }
        let parts = first.text.split(separator: "/")
        let network = need(IPAddress(parts[0]), "a range without an address")
        expect(range.contains(network), "\(first.text) does not hold its own address")
        if parts.count == 2 { expect(parts[1].utf8.allSatisfy { (0x30...0x39).contains($0) }, "a length of no digits") }
        guard let other = IPAddress(second.text) else { return }
        let bits = parts.count == 2 ? Int(parts[1]) ?? -1 : network.bytes.count * 8
        let same = prefix(of: network, bits) == prefix(of: other, bits) && network.bytes.count == other.bytes.count
        expect(range.contains(other) == same, "\(first.text) and \(other)")
    }

    private static func prefix(of address: IPAddress, _ bits: Int) -> [Bool] {
        Array(address.bytes.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 == 1 } }.prefix(bits))
    }

    /// The addresses, schemes and hosts of proxies, a line each.
    private static func checkForwarded(_ input: FuzzInput) {
        let (addresses, rest) = input.halves
        let (schemes, hosts) = rest.halves
        let trusted = ["10.0.0.0/8", "::1"].compactMap { AddressRange($0) }
        var request = mustNotThrow("no request") {
            try HTTPRequest(
                .get, "/",
                fields: [
                    .xForwardedFor: addresses.text, .xForwardedProto: schemes.text, .xForwardedHost: hosts.text,
                ], peerAddress: "10.0.0.1:4711")
        }
        var context = RequestContext(for: request, logger: Logger(label: "fuzz"))
        _ = mustNotThrow("the request was refused") {
            try ForwardedMiddleware(trustedProxies: trusted).admit(&request, &context)
        }
        let caller = need(IPAddress(withPort: context.peerAddress), "the caller has no address")
        expect(["http", "https"].contains(context.scheme), "the scheme is neither")
        let isPlain = { (byte: UInt8) in byte > 0x20 && byte < 0x7F && !"/\\\"'<>@?#%,".utf8.contains(byte) }
        expect(context.host.utf8.allSatisfy(isPlain), "the host holds what no host does")
        // Whoever stands behind the last one that is not trusted proves nothing.
        let hops = addresses.bytes.split(separator: 0x2C).map { String(decoding: $0, as: UTF8.self) }
        let known = hops.reversed().map { IPAddress(withPort: ASCII.trimmed($0)) }
        let believed = known.prefix { hop in hop.map { hop in trusted.contains { $0.contains(hop) } } ?? false }
        let next = known.dropFirst(believed.count).first ?? nil
        expect(caller == next ?? believed.last ?? IPAddress("10.0.0.1"), "another caller was believed")
    }

    private static func checkHost(_ text: String) {
        let middleware = AllowedHostsMiddleware(["shop.example", ".market.example", "[::1]", "localhost"])
        guard middleware.allows(text) else { return }
        let name = Array(ASCII.lowercased(text).utf8)
        let own = ["shop.example", "market.example", "[::1]", "localhost"].contains { host in
            name.elementsEqual(host.utf8) || name.starts(with: Array("\(host):".utf8))
        }
        let end = name.lastIndex(of: 0x3A).flatMap { name[$0...].contains(0x5D) ? nil : $0 } ?? name.count
        expect(name[end...].dropFirst().allSatisfy { (0x30...0x39).contains($0) }, "a host with something behind it")
        expect(own || name[..<end].reversed().starts(with: ".market.example".utf8.reversed()), "a foreign host")
    }
}
