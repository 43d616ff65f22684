import CMicroHTTPD
import Glibc

@testable import HTTP
@testable import HTTPServer

/// libmicrohttpd as the server starts it, with the gate alone behind it: bytes go in as from a client.
final class RequestDaemon {
    enum Verdict {
        case accepted(RequestHead)
        case refused(Problem)
    }

    let limits = HTTPServerConfiguration()
    private var daemon: OpaquePointer?
    private var target: RawTarget?
    private var verdict: Verdict?
    private var open = 0

    init() {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        expect(listener >= 0 && listen(listener, 1) == 0, "no socket")
        daemon = shim_start_daemon(
            listener, 8, 60, limits.connectionMemory, Unmanaged.passUnretained(self).toOpaque(), Self.onRequest,
            Self.onCompleted, Self.onConnection, Self.onTarget)
        expect(daemon != nil, "libmicrohttpd does not start")
    }

    /// What the gate says of the first request in the bytes; nil if the library lets none through to it.
    func verdict(of bytes: [UInt8]) -> Verdict? {
        verdict = nil
        var pair: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        expect(socketpair(AF_UNIX, kind, 0, &pair) == 0, "no sockets")
        expect(write(pair[1], bytes, bytes.count) == bytes.count, "the bytes do not fit")
        shutdown(pair[1], Int32(SHUT_WR))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        let added = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                MHD_add_connection(daemon, pair[0], $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        expect(added == .YES, "the library takes no connection")
        run()
        close(pair[1])
        run()
        expect(open == 0, "the library keeps a connection that is over")
        return verdict
    }

    private func run() {
        for _ in 0..<64 where open > 0 { _ = MHD_run(daemon) }
    }

    // MARK: What the library says

    private static func of(_ context: UnsafeMutableRawPointer) -> RequestDaemon {
        Unmanaged<RequestDaemon>.fromOpaque(context).takeUnretainedValue()
    }

    private static let onTarget:
        @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?) -> UnsafeMutableRawPointer? = {
            context, target, _ in
            guard let context, let target else { return nil }
            of(context).target = RawTarget(target)
            return nil
        }

    private static let onRequest: MHD_AccessHandlerCallback = { context, connection, _, method, version, _, _, _ in
        guard let context, let connection, let method, let version else { return .NO }
        let daemon = of(context)
        guard daemon.verdict == nil, let target = daemon.target else { return .NO }
        do throws(Problem) {
            daemon.verdict = .accepted(
                try RequestGate.check(
                    connection, method: method, target: target, version: version, limits: daemon.limits))
        } catch {
            daemon.verdict = .refused(error)
        }
        // The body is not looked at, and the connection is over.
        return .NO
    }

    private static let onCompleted: MHD_RequestCompletedCallback = { _, _, _, _ in }

    private static let onConnection: MHD_NotifyConnectionCallback = { context, _, _, code in
        guard let context else { return }
        of(context).open += code == .CONNECTION_NOTIFY_STARTED ? 1 : -1
    }
}
