import CMicroHTTPD
import Glibc

/// A client's connection, over all its requests: knows until when the client has to have said something whole.
final class Connection {
    private enum Waiting {
        case forHead(until: UInt64)
        case forBody(until: UInt64)
        case forNothing
    }

    let descriptor: Int32
    let peerAddress: String
    private(set) var exchange: Exchange?
    private var waiting: Waiting

    init(_ connection: OpaquePointer, now: UInt64, headUntil: UInt64) {
        idleSince = now
        descriptor = shim_socket(connection)
        peerAddress = SocketAddress.text(of: shim_client_address(connection))
        waiting = .forHead(until: headUntil)
    }

    /// Whether no request is under way.
    var isIdle: Bool { exchange == nil }

    func isIdle(at now: UInt64, for milliseconds: UInt64) -> Bool { isIdle && now >= idleSince + milliseconds }

    /// When it was opened, or the last request ended.
    private(set) var idleSince: UInt64

    /// Larger for those that came later.
    var serial = 0

    /// Whether a request has come in over it, ever.
    private(set) var hasAsked = false

    func began(_ exchange: Exchange, headUntil: UInt64) {
        self.exchange = exchange
        hasAsked = true
        waiting = .forHead(until: headUntil)
    }

    func headIsIn(bodyUntil: UInt64?) {
        waiting = bodyUntil.map { .forBody(until: $0) } ?? .forNothing
    }

    func bodyIsIn() { waiting = .forNothing }

    func ended(now: UInt64, nextHeadUntil: UInt64) {
        exchange = nil
        idleSince = now
        waiting = .forHead(until: nextHeadUntil)
    }

    /// Whether the client has had its time. While the handler does not take what is there, the client is not to blame.
    func isLate(at now: UInt64) -> Bool {
        switch waiting {
        case .forHead(let until): now > until
        case .forBody(let until): now > until && exchange?.isSuspended != true
        case .forNothing: false
        }
    }

    /// Whether the client has shut its side while more of it is awaited. The library does not see that when it comes
    /// together with the last bytes; when it comes later, it does, and those that have been idle need no look.
    func hasHungUp(at now: UInt64) -> Bool {
        if case .forNothing = waiting { return false }
        guard exchange?.isSuspended != true, !hasAsked || !isIdle(at: now, for: 3000) else { return false }
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT)) == 0
    }

    /// The library finds the end of the connection when it next looks, and ends the request.
    func cut() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Nothing more is read than has arrived; when that is done, the library closes.
    func closeInput() { shutdown(descriptor, Int32(SHUT_RD)) }

    /// What the client has not taken is thrown away: the kernel would keep it for minutes for one that does not read.
    func resetWhenClosed() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    }

    /// Whether it only takes up a place. The first request of one that has just come may be on its way.
    func mayBeDismissed(at now: UInt64) -> Bool {
        isIdle && !isDismissed && (hasAsked || isIdle(at: now, for: 500))
    }

    /// Closes it for the sake of others.
    func dismiss() {
        isDismissed = true
        closeInput()
    }

    private(set) var isDismissed = false
}
