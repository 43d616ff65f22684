import EventLoops
import Glibc

/// Stands between a client and a server, and can be cut, made to hold back what the server says, or to say something
/// in its place.
final class TCPProxy: Sendable {
    struct Failed: Error { let what: String }

    private struct State {
        var listener: Int32 = -1
        /// Both ends of each connection.
        var pairs: [(client: Int32, server: Int32)] = []
        var holdsAnswers = false
        var connections = 0
    }

    let port: UInt16
    private let target: (host: String, port: Int)
    private let state = Lock(State())

    init(to host: String, port: Int) throws {
        target = (host, port)
        let (listener, own) = try Self.listen(on: 0)
        self.port = own
        accept(from: listener)
    }

    /// How many connections there have been.
    var connections: Int { state.withLock { $0.connections } }

    /// Ends all connections without a word, and lets nobody in.
    func cut() {
        let (listener, pairs) = state.withLock { state in
            defer { (state.listener, state.pairs) = (-1, []) }
            return (state.listener, state.pairs)
        }
        if listener >= 0 { shutdown(listener, Int32(SHUT_RDWR)) }
        for pair in pairs { Self.end(pair) }
    }

    func reopen() throws {
        let (listener, _) = try Self.listen(on: port)
        accept(from: listener)
    }

    /// Ends all connections, and lets in who comes again.
    func drop() {
        let pairs = state.withLock { state in
            defer { state.pairs = [] }
            return state.pairs
        }
        for pair in pairs { Self.end(pair) }
    }

    /// Whether what the server says is kept back. The connections stay.
    func holdAnswers(_ holds: Bool) { state.withLock { $0.holdsAnswers = holds } }

    /// Says something to all clients as if the server did.
    func say(_ bytes: [UInt8]) {
        for pair in state.withLock({ $0.pairs }) {
            _ = bytes.withUnsafeBytes { write(pair.client, $0.baseAddress, $0.count) }
        }
    }

    // MARK: Sockets

    private static func listen(on port: UInt16) throws -> (Int32, UInt16) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var yes: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address -> Int32 in
                guard bind(listener, address, size) == 0, Glibc.listen(listener, 16) == 0 else { return -1 }
                return getsockname(listener, address, &size)
            }
        }
        guard status == 0 else { throw Failed(what: "listen: \(errno)") }
        return (listener, UInt16(bigEndian: address.sin_port))
    }

    private func accept(from listener: Int32) {
        state.withLock { $0.listener = listener }
        _ = try? SystemThread(name: "proxy") { [self] in
            while true {
                let client = Glibc.accept(listener, nil, nil)
                guard client >= 0 else { break }
                guard let server = try? connect() else {
                    close(client)
                    continue
                }
                let isWelcome = state.withLock { state in
                    guard state.listener == listener else { return false }
                    state.pairs.append((client, server))
                    state.connections += 1
                    return true
                }
                guard isWelcome else {
                    close(client)
                    close(server)
                    continue
                }
                carry(client, server)
            }
            close(listener)
        }
    }

    private func connect() throws -> Int32 {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(target.host, "\(target.port)", &hints, &found) == 0, let first = found else {
            throw Failed(what: "no such host")
        }
        defer { freeaddrinfo(first) }
        let server = socket(first.pointee.ai_family, first.pointee.ai_socktype, 0)
        guard Glibc.connect(server, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0 else {
            close(server)
            throw Failed(what: "connect: \(errno)")
        }
        return server
    }

    /// Two threads, one for each direction. The last to end closes both sockets.
    private func carry(_ client: Int32, _ server: Int32) {
        let open = Lock(2)
        let directions = [(from: client, to: server, isAnswer: false), (from: server, to: client, isAnswer: true)]
        for direction in directions {
            _ = try? SystemThread(name: "proxy") { [self] in
                copy(from: direction.from, to: direction.to, isAnswer: direction.isAnswer)
                Self.end((client, server))
                let isLast = open.withLock { open in
                    open -= 1
                    return open == 0
                }
                guard isLast else { return }
                state.withLock { $0.pairs.removeAll { $0.client == client } }
                close(client)
                close(server)
            }
        }
    }

    private func copy(from source: Int32, to target: Int32, isAnswer: Bool) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(source, &buffer, buffer.count)
            guard count > 0 else { return }
            while isAnswer, state.withLock({ $0.holdsAnswers }) { usleep(1_000) }
            var sent = 0
            while sent < count {
                let part = buffer.withUnsafeBytes {
                    send(target, $0.baseAddress! + sent, count - sent, Int32(MSG_NOSIGNAL))
                }
                guard part > 0 else { return }
                sent += part
            }
        }
    }

    private static func end(_ pair: (client: Int32, server: Int32)) {
        shutdown(pair.client, Int32(SHUT_RDWR))
        shutdown(pair.server, Int32(SHUT_RDWR))
    }
}
