import Glibc

/// An IPv4 or IPv6 address. An IPv4 address that is written as IPv6 is the same as the address itself.
public struct IPAddress: Hashable, Sendable {
    /// 4 or 16.
    public let bytes: [UInt8]

    /// Nil for what is no address; brackets and ports do not belong to one.
    public init?(_ text: some StringProtocol) {
        let text = String(text)
        // inet_pton stops at a NUL.
        guard text.utf8.count <= 45, !text.utf8.contains(0) else { return nil }
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &bytes) == 1 {
            self.bytes = Array(bytes[..<4])
        } else if inet_pton(AF_INET6, text, &bytes) == 1 {
            let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
            self.bytes = isMapped ? Array(bytes[12...]) : bytes
        } else {
            return nil
        }
    }

    /// The address out of `1.2.3.4`, `1.2.3.4:80`, `::1`, `[::1]` and `[::1]:80`.
    public init?(withPort text: some StringProtocol) {
        let bytes = text.utf8
        if bytes.first == UInt8(ascii: "["), let end = bytes.firstIndex(of: UInt8(ascii: "]")) {
            let rest = bytes[bytes.index(after: end)...]
            guard rest.isEmpty || Self.isPort(rest) else { return nil }
            self.init(text[bytes.index(after: bytes.startIndex)..<end])
        } else if bytes.count(where: { $0 == UInt8(ascii: ":") }) == 1,
            let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
        {
            guard Self.isPort(bytes[colon...]) else { return nil }
            self.init(text[..<colon])
        } else {
            self.init(text)
        }
    }

    /// A colon and one to five digits.
    private static func isPort(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.first == UInt8(ascii: ":") && (2...6).contains(bytes.count) && bytes.dropFirst().allSatisfy(ASCII.isDigit)
    }
}

extension IPAddress: CustomStringConvertible {
    public var description: String {
        guard bytes.count == 16 else { return bytes.map(String.init).joined(separator: ".") }
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(AF_INET6, bytes, &buffer, socklen_t(buffer.count)) != nil else { return "" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
