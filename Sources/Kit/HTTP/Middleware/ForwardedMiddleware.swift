/// Believes what trusted proxies say about the caller: `X-Forwarded-For`, `-Proto` and `-Host`.
///
/// The caller's address is the last one in the list that is not a trusted proxy's: what stands before it was sent by
/// the caller itself and proves nothing. It stands outside of everything that looks at addresses.
public struct ForwardedMiddleware: PassingMiddleware {
    public let trustedProxies: [AddressRange]

    public init(trustedProxies: [AddressRange]) {
        self.trustedProxies = trustedProxies
    }

    public func admit(_ request: inout HTTPRequest, _ context: inout RequestContext) throws -> HTTPResponse? {
        guard !trustedProxies.isEmpty, let peer = IPAddress(withPort: context.peerAddress), isTrusted(peer) else {
            return nil
        }
        if let chain = request.fields[.xForwardedFor], let caller = caller(in: chain) {
            context.peerAddress = caller.description
        }
        if let scheme = last(of: request.fields[.xForwardedProto]), scheme == "http" || scheme == "https" {
            context.scheme = String(scheme)
        }
        if let host = last(of: request.fields[.xForwardedHost]), Self.looksLikeHost(host) {
            context.host = String(host)
        }
        return nil
    }

    private func isTrusted(_ address: IPAddress) -> Bool {
        trustedProxies.contains { $0.contains(address) }
    }

    private func caller(in chain: String) -> IPAddress? {
        var farthest: IPAddress?
        for hop in chain.split(separator: ",").reversed() {
            guard let address = IPAddress(withPort: ASCII.trimmed(hop)) else { return farthest }
            farthest = address
            if !isTrusted(address) { return address }
        }
        return farthest
    }

    /// Each proxy adds at the end: the last value is that of the one we trust.
    private func last(of list: String?) -> Substring? {
        list?.split(separator: ",").last.map { ASCII.trimmed($0) }
    }

    private static func looksLikeHost(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"): true
                case UInt8(ascii: "["), UInt8(ascii: "]"): true
                default: false
                }
            }
    }
}
