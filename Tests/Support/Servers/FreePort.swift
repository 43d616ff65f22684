import EventLoops
import Glibc

/// Ports for servers that a test starts: below the range from which outgoing connections take theirs, and no two of a
/// run the same.
public enum FreePort {
    private static let last = Lock(UInt16(20_000 + Int(getpid()) * 13 % 9_000))

    /// A port that was free at this moment, for TCP and UDP.
    public static func next() -> UInt16 {
        last.withLock { last in
            repeat {
                last = last >= 32_000 ? 20_000 : last + 1
            } while !isFree(last, SOCK_STREAM)
                || !isFree(last, SOCK_DGRAM)
            return last
        }
    }

    private static func isFree(_ port: UInt16, _ kind: __socket_type) -> Bool {
        let descriptor = socket(AF_INET, Int32(kind.rawValue | SOCK_CLOEXEC.rawValue), 0)
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
