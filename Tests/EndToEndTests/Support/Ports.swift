import EventLoops
import Glibc

/// Ports for one shop, free when they were chosen.
///
/// They lie below the range from which outgoing connections take theirs, and no two shops of a run get the same.
struct Ports: Sendable {
    static let services = ["gateway", "accounts", "catalog", "carts", "reviews", "orders", "notifications"]

    private let numbers: [String: UInt16]

    subscript(_ service: String) -> UInt16 { numbers[service] ?? 0 }

    /// As the shop reads them.
    var environment: [String: String] {
        Dictionary(uniqueKeysWithValues: numbers.map { ("\($0.key.uppercased())_PORT", "\($0.value)") })
    }

    static func chosen() -> Ports {
        Ports(numbers: Dictionary(uniqueKeysWithValues: services.map { ($0, nextFree()) }))
    }

    private static let next = Lock(UInt16(20_000 + Int(getpid()) * 17 % 9_000))

    private static func nextFree() -> UInt16 {
        next.withLock { next in
            repeat { next = next >= 32_000 ? 20_000 : next + 1 } while !isFree(next)
            return next
        }
    }

    private static func isFree(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
