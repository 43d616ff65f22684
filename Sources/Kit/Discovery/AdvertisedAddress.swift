public import EventLoops
import Glibc
public import HTTP

/// The address under which others reach this process.
public enum AdvertisedAddress {
    /// The address to tell others, one that Consul's agent reaches: its name is looked up if nothing else says what to
    /// tell.
    public static func find(
        configured: String?, bindAddress: String, agent: ConsulAddress,
        lookUp: @escaping HostWatch.Lookup = HostAddresses.find
    ) async -> String {
        guard configured == nil, isEvery(bindAddress), let host = agent.host else {
            return choose(configured: configured, bindAddress: bindAddress)
        }
        let found = await PatientLookup.answer(for: host, by: lookUp)
        let agents = ((try? found?.get()) ?? []).compactMap { IPAddress($0) }
        return choose(configured: nil, bindAddress: bindAddress, agents: agents)
    }

    /// The address to tell others.
    /// - Parameters:
    ///   - configured: what somebody has set, which holds in any case.
    ///   - bindAddress: what the process listens on. If that is every address, one of the machine's own is taken.
    ///   - agents: addresses of who tells the others, and looks whether this process answers. Of several networks the
    ///     one that leads there is the right one.
    ///   - own: the machine's addresses, of which the first is taken where no network leads to an agent.
    ///   - source: the address by which the machine reaches another one.
    static func choose(
        configured: String?, bindAddress: String, agents: [IPAddress] = [], own: [IPAddress] = ownAddresses(),
        source: (IPAddress) -> IPAddress? = RouteSource.address(towards:)
    ) -> String {
        if let configured { return configured }
        guard isEvery(bindAddress) else { return bindAddress }
        // An agent on this machine says nothing of the networks. Who listens on 0.0.0.0 is not reached by IPv6.
        let listensToFourOnly = IPAddress(bindAddress)?.bytes.count == 4
        let sources = agents.lazy.filter { !isLocal($0) }.compactMap(source)
        if let own = sources.first(where: { !isLocal($0) && (!listensToFourOnly || $0.bytes.count == 4) }) {
            return "\(own)"
        }
        let reachable = own.filter { !isLocal($0) }
        let best = reachable.first { $0.bytes.count == 4 } ?? reachable.first
        return best.map { "\($0)" } ?? "127.0.0.1"
    }

    /// How requests may name this process that come from who has found its address: hosts without a port.
    /// - Parameters:
    ///   - configured: what somebody has set for others to be told.
    ///   - bindAddress: what the process listens on. If that is every address, others may have been led to any of the
    ///     machine's own.
    public static func hosts(
        configured: String?, bindAddress: String, own: [IPAddress] = ownAddresses()
    ) -> [String] {
        let listening = isEvery(bindAddress) ? own.map { "\($0)" } : [bindAddress]
        return Set((listening + [configured].compactMap(\.self)).map { Instance.host($0) ?? $0 }).sorted()
    }

    private static func isEvery(_ bindAddress: String) -> Bool {
        IPAddress(bindAddress)?.bytes.allSatisfy { $0 == 0 } ?? false
    }

    /// The addresses of this machine's interfaces that are up, in the order in which the kernel lists them.
    public static func ownAddresses() -> [IPAddress] {
        var list: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&list) == 0 else { return [] }
        defer { freeifaddrs(list) }
        var addresses: [IPAddress] = []
        var next = list
        while let entry = next?.pointee {
            next = entry.ifa_next
            guard entry.ifa_flags & UInt32(IFF_UP) != 0, let socket = entry.ifa_addr,
                let address = address(of: socket)
            else { continue }
            addresses.append(address)
        }
        return addresses
    }

    static func address(of socket: UnsafeMutablePointer<sockaddr>) -> IPAddress? {
        let length: Int
        switch Int32(socket.pointee.sa_family) {
        case AF_INET: length = MemoryLayout<sockaddr_in>.size
        case AF_INET6: length = MemoryLayout<sockaddr_in6>.size
        default: return nil
        }
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        guard getnameinfo(socket, socklen_t(length), &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0 else {
            return nil
        }
        let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        // An address that holds on one link only names that link behind a percent sign.
        return IPAddress(String(decoding: bytes.prefix { $0 != UInt8(ascii: "%") }, as: UTF8.self))
    }

    /// Of the machine itself, or of one link.
    private static func isLocal(_ address: IPAddress) -> Bool {
        let bytes = address.bytes
        if bytes.count == 4 { return bytes[0] == 127 || (bytes[0] == 169 && bytes[1] == 254) }
        return bytes.dropLast().allSatisfy { $0 == 0 } || (bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80)
    }
}
