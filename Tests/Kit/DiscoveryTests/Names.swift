import Discovery
import EventLoops
import Glibc

/// A server of names, as far as a watch can tell, which a test lets answer what it likes.
final class Names: Sendable {
    private struct State {
        var addresses: [String: [String]] = [:]
        var asked = 0
        var isFrozen = false
    }

    private let state = Lock(State())

    subscript(host: String) -> [String]? {
        get { state.withLock { $0.addresses[host] } }
        set { state.withLock { $0.addresses[host] = newValue } }
    }

    /// How often something was asked.
    var asked: Int { state.withLock { $0.asked } }

    /// While it is, nobody gets an answer.
    var isFrozen: Bool {
        get { state.withLock { $0.isFrozen } }
        set { state.withLock { $0.isFrozen = newValue } }
    }

    @Sendable func find(_ host: String) throws(HostAddresses.Unknown) -> [String] {
        state.withLock { $0.asked += 1 }
        while isFrozen { usleep(1_000) }
        guard let addresses = self[host] else { throw HostAddresses.Unknown(host: host, reason: "not known") }
        return addresses
    }
}
