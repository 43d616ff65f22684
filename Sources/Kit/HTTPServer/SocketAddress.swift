import CMicroHTTPD
import Glibc

/// An address and a port, as the system's calls want them.
struct SocketAddress {
    private let text: String
    private let port: UInt16
    private var storage = sockaddr_storage()
    private let size: socklen_t
    let family: Int32

    init(_ text: String, port: UInt16) throws(HTTPServerError) {
        self.text = text
        self.port = port
        var four = sockaddr_in()
        var six = sockaddr_in6()
        if inet_pton(AF_INET, text, &four.sin_addr) == 1 {
            family = AF_INET
            four.sin_family = sa_family_t(AF_INET)
            four.sin_port = port.bigEndian
            size = socklen_t(MemoryLayout<sockaddr_in>.size)
            withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: four, as: sockaddr_in.self) }
        } else if inet_pton(AF_INET6, text, &six.sin6_addr) == 1 {
            family = AF_INET6
            six.sin6_family = sa_family_t(AF_INET6)
            six.sin6_port = port.bigEndian
            size = socklen_t(MemoryLayout<sockaddr_in6>.size)
            withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: six, as: sockaddr_in6.self) }
        } else {
            throw .badAddress(text)
        }
    }

    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, size) }
        }
    }

    func error(_ code: Int32) -> HTTPServerError {
        switch code {
        case EADDRINUSE: .portTaken(address: text, port: port)
        case EADDRNOTAVAIL: .badAddress(text)
        default: .cannotListen(address: text, port: port, reason: String(cString: strerror(code)))
        }
    }

    /// The address of the other end as text, without its port.
    static func text(of address: UnsafePointer<sockaddr>?) -> String {
        guard let address else { return "" }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { buffer in
            let raw = UnsafeRawPointer(address)
            let text: UnsafePointer<CChar>?
            switch Int32(address.pointee.sa_family) {
            case AF_INET:
                var four = raw.loadUnaligned(as: sockaddr_in.self).sin_addr
                text = inet_ntop(AF_INET, &four, buffer.baseAddress, socklen_t(buffer.count))
            case AF_INET6:
                var six = raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
                text = inet_ntop(AF_INET6, &six, buffer.baseAddress, socklen_t(buffer.count))
            default:
                text = nil
            }
            return text.map { String(cString: $0) } ?? ""
        }
    }
}
