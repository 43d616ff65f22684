import Glibc
import HTTP

/// Which of its own addresses the machine sends from.
enum RouteSource {
    /// The address of the interface that leads to another address; nil where no way leads there.
    ///
    /// A socket for datagrams that is told its other end learns its own, and sends nothing for it.
    static func address(towards other: IPAddress) -> IPAddress? {
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST
        hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        // Some port has to be named.
        guard getaddrinfo("\(other)", "9", &hints, &list) == 0 else { return nil }
        defer { freeaddrinfo(list) }
        guard let end = list?.pointee else { return nil }
        let descriptor = socket(end.ai_family, end.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard connect(descriptor, end.ai_addr, end.ai_addrlen) == 0 else { return nil }
        var own = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &own) { own in
            own.withMemoryRebound(to: sockaddr.self, capacity: 1) { own in
                getsockname(descriptor, own, &length) == 0 ? AdvertisedAddress.address(of: own) : nil
            }
        }
    }
}
