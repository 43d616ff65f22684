import EventLoops
import Glibc

/// Ports for servers that a test starts: below the range from which outgoing connections take theirs, and no two of a
/// run the same.
///
/// A server binds its port some time after it was given one. Until then, or until many more were given, the port is kept
/// from other runs on this machine by a name in the abstract namespace of Unix sockets, as by `scripts/clustering/ports.py`.
public enum FreePort {
    private static let range: ClosedRange<UInt16> = 20_000...31_999
    /// As many as are kept at once: each is a descriptor.
    private static let mostClaims = 256

    private struct State {
        var last = UInt16.random(in: FreePort.range)
        var claims: [Int32] = []
    }

    private static let state = Lock(State())

    /// A port that was free at this moment, for TCP and UDP.
    public static func next() -> UInt16 {
        state.withLock { state in
            for _ in range {
                state.last = state.last >= range.upperBound ? range.lowerBound : state.last + 1
                guard let claim = claim(state.last) else { continue }
                guard isFree(state.last, SOCK_STREAM), isFree(state.last, SOCK_DGRAM) else {
                    close(claim)
                    continue
                }
                state.claims.append(claim)
                if state.claims.count > mostClaims { close(state.claims.removeFirst()) }
                return state.last
            }
            fatalError("no port from \(range.lowerBound) to \(range.upperBound) is free")
        }
    }

    private static func claim(_ port: UInt16) -> Int32? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = [0] + Array("souk-port-\(port)".utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        return bound(
            AF_UNIX, SOCK_STREAM, to: address, length: MemoryLayout<sa_family_t>.size + name.count)
    }

    private static func isFree(_ port: UInt16, _ kind: __socket_type) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        guard let descriptor = bound(AF_INET, kind, to: address, length: MemoryLayout<sockaddr_in>.size) else {
            return false
        }
        close(descriptor)
        return true
    }

    /// The descriptor of a socket that has this address, if it can be had.
    private static func bound<Address: BitwiseCopyable>(
        _ family: Int32, _ kind: __socket_type, to address: Address, length: Int
    ) -> Int32? {
        let descriptor = socket(family, Int32(kind.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        let code = withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, socklen_t(length)) }
        }
        guard code == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }
}
