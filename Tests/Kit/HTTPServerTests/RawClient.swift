import EventLoops
import Glibc

/// What came back on a raw connection.
struct RawAnswer: Sendable {
    var text: String
    /// Whether the server closed, rather than the client having lost patience.
    var isClosed: Bool

    /// The number in the status line; nil when nothing came.
    var status: Int? { text.split(separator: " ", maxSplits: 2).dropFirst().first.flatMap { Int($0) } }

    /// How many responses there are.
    var count: Int { text.split(separator: "\r\nDate: ", omittingEmptySubsequences: false).count - 1 }

    var body: String { text.split(separator: "\r\n\r\n", maxSplits: 1).dropFirst().first.map(String.init) ?? "" }

    func contains(_ part: String) -> Bool { text.contains(part) }
}

/// A client that sends exactly the bytes it is given. Its calls block, and so run on a thread of their own.
final class RawClient: Sendable {
    private static let threads = try? BlockingPool(name: "raw-client", threads: 16, queueLimit: 1000)

    private let descriptor: Int32

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
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

    struct ConnectFailed: Error { let code: Int32 }

    /// Sends, then reads until the server closes, `enough` says so, or patience ends.
    static func ask(
        _ port: UInt16, _ text: String, patience: Duration = .seconds(3),
        until enough: @escaping @Sendable (RawAnswer) -> Bool = { _ in false }
    ) async throws -> RawAnswer {
        let client = try RawClient(port: port)
        try await client.send(text)
        return try await client.read(patience: patience, until: enough)
    }

    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    /// Answers how many bytes were taken before the server closed.
    @discardableResult
    func send(_ bytes: [UInt8]) async throws -> Int {
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

    func read(
        patience: Duration = .seconds(3), until enough: @escaping @Sendable (RawAnswer) -> Bool = { _ in false }
    ) async throws -> RawAnswer {
        try await onThread { [descriptor] in
            let clock = ContinuousClock()
            let end = clock.now + patience
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 64 * 1024)
            while clock.now < end {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                guard poll(&waiting, 1, 20) > 0 else { continue }
                let count = recv(descriptor, &buffer, buffer.count, 0)
                if count <= 0 { return RawAnswer(text: String(decoding: bytes, as: UTF8.self), isClosed: true) }
                bytes += buffer[..<count]
                let answer = RawAnswer(text: String(decoding: bytes, as: UTF8.self), isClosed: false)
                if enough(answer) { return answer }
            }
            return RawAnswer(text: String(decoding: bytes, as: UTF8.self), isClosed: false)
        }
    }

    /// Ends the connection by a reset.
    func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    private func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        guard let threads = Self.threads else { throw ConnectFailed(code: EAGAIN) }
        return try await threads.run(body)
    }
}
