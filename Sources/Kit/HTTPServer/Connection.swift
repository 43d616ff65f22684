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

    init(_ connection: OpaquePointer, headUntil: UInt64) {
        descriptor = shim_socket(connection)
        peerAddress = SocketAddress.text(of: shim_client_address(connection))
        waiting = .forHead(until: headUntil)
    }

    /// Whether no request is under way.
    var isIdle: Bool { exchange == nil }

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

    func ended(nextHeadUntil: UInt64) {
        exchange = nil
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

    /// The library finds the end of the connection when it next looks, and ends the request.
    func cut() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Nothing more is read than has arrived.
    func closeInput() { shutdown(descriptor, Int32(SHUT_RD)) }
}
