import EventLoops
import Glibc

/// A client that sends exactly the bytes it is given. Its calls block, and so run on a thread of their own.
public final class RawClient: Sendable {
    private static let threads = try? BlockingPool(name: "raw-client", threads: 16, queueLimit: 1000)

    private let descriptor: Int32

    /// - Parameter receiveBuffer: how much the kernel takes for a client that does not read; as usual if nil.
    public init(port: UInt16, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw ConnectFailed(code: errno) }
    }

    deinit { close(descriptor) }

    public struct ConnectFailed: Error { public let code: Int32 }

    /// Sends, then reads until the server closes, `enough` says so, or patience ends.
    public static func ask(
        _ port: UInt16, _ text: String, patience: Duration = .seconds(20),
        until enough: @escaping @Sendable (RawAnswer) -> Bool = { _ in false }
    ) async throws -> RawAnswer {
        let client = try RawClient(port: port)
        try await client.send(text)
        return try await client.read(patience: patience, until: enough)
    }

    public func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    /// Answers how many bytes were taken before the server closed.
    @discardableResult
    public func send(_ bytes: [UInt8]) async throws -> Int {
        try await onThread { [descriptor] in
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes {
                    Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                if count <= 0 { break }
                sent += count
            }
            return sent
        }
    }

    public func read(
        patience: Duration = .seconds(20), until enough: @escaping @Sendable (RawAnswer) -> Bool = { _ in false }
    ) async throws -> RawAnswer {
        try await onThread { [descriptor] in
            let clock = ContinuousClock()
            let end = clock.now + patience * Patience.factor
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 64 * 1024)
            while clock.now < end {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                guard poll(&waiting, 1, 20) > 0 else { continue }
                let count = recv(descriptor, &buffer, buffer.count, 0)
                if count <= 0 { return RawAnswer(bytes: bytes, isClosed: true) }
                bytes += buffer[..<count]
                let answer = RawAnswer(bytes: bytes, isClosed: false)
                if enough(answer) { return answer }
            }
            return RawAnswer(bytes: bytes, isClosed: false)
        }
    }

    /// Waits, without reading, until the server has given up on the connection.
    public func untilAbandoned(patience: Duration = .seconds(10)) async throws {
        let isAbandoned = try await onThread { [descriptor] in
            var waiting = pollfd(fd: descriptor, events: 0, revents: 0)
            let (seconds, attoseconds) = (patience * Patience.factor).components
            // A reset or an end of both sides is reported unasked.
            return poll(&waiting, 1, Int32(seconds * 1000 + attoseconds / 1_000_000_000_000_000)) > 0
        }
        guard isAbandoned else { throw StillOpen() }
    }

    public struct StillOpen: Error {}

    /// Says that nothing more will be sent; what comes is still read.
    public func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Ends the connection by a reset.
    public func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
        // The descriptor itself stays until the client goes, so that no other takes its number.
        var address = sockaddr()
        address.sa_family = sa_family_t(AF_UNSPEC)
        connect(descriptor, &address, socklen_t(MemoryLayout<sockaddr>.size))
    }

    private func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        guard let threads = Self.threads else { throw ConnectFailed(code: EAGAIN) }
        return try await threads.run(body)
    }
}
