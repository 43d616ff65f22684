import EventLoops
import Glibc
import TestSupport

/// A server that answers the first request of each connection, and ends the connection after it has read the second, as
/// one that dies at that moment.
final class ForgetfulServer: Sendable {
    struct CannotListen: Error { let code: Int32 }

    /// How many requests it has read.
    let received = Tally()
    let port: UInt16
    private let listener: Int32
    private let isOver = ShutdownSignal()
    private let threads: BlockingPool

    init() throws {
        threads = try BlockingPool(name: "forgetful", threads: 4, queueLimit: 100)
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard status else { throw CannotListen(code: errno) }
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit {
        threads.shutdown()
        close(listener)
    }

    func run(on loops: EventLoopGroup) -> Task<Void, Never> {
        loops.next().spawn { [self] in
            await withTaskGroup { group in
                for _ in 1...4 { group.addTask { try? await self.threads.run { self.serve() } } }
            }
        }
    }

    func stop() { isOver.raise() }

    private func serve() {
        while !isOver.isRaised {
            var waiting = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 10) > 0 else { continue }
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { continue }
            if readRequest(connection) {
                let answer = Array("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".utf8)
                send(connection, answer, answer.count, Int32(MSG_NOSIGNAL))
                _ = readRequest(connection)
            }
            close(connection)
        }
    }

    /// Whether a whole request has come.
    private func readRequest(_ connection: Int32) -> Bool {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        while !isOver.isRaised {
            var waiting = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 10) > 0 else { continue }
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return false }
            bytes += buffer[..<count]
            if RawAnswer(bytes: bytes, isClosed: false).isWholeRequest {
                received.add()
                return true
            }
        }
        return false
    }
}

extension RawAnswer {
    /// A request is whole with its head, if that announces no body.
    fileprivate var isWholeRequest: Bool {
        contains("\r\n\r\n") && (field("Content-Length") == nil || isWhole)
    }
}
