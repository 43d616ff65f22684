import Discovery
import EventLoops
import Glibc
import HTTP
import HTTPServer
import Observability
import Synchronization
import TestSupport

/// A real server on loops of its own, which can die or freeze.
final class LiveInstance: Sendable {
    private struct Answering: Responder {
        let instance: LiveInstance

        func respond(to request: HTTPRequest, context: RequestContext) async -> HTTPResponse {
            await instance.answer(request)
        }
    }

    let address: String
    let port: UInt16
    private let loops: EventLoopGroup
    private let server = Lock<HTTPServer?>(nil)
    private let isFrozen = Atomic(false)
    private let delay: Duration
    /// How many requests have come, those for its health left out.
    let asked = Tally()
    private let host = Lock<String?>(nil)

    /// The host that the last of them named.
    var lastHost: String? { host.withLock { $0 } }

    private init(_ address: String, port: UInt16, delay: Duration) throws {
        self.address = address
        self.port = port
        loops = try EventLoopGroup(count: 1)
        self.delay = delay
    }

    /// - Parameters:
    ///   - address: one of the machine's own, each of which has all ports.
    ///   - delay: how long each answer takes.
    static func use<Result: Sendable>(
        at address: String = "127.0.0.1", port: UInt16 = FreePort.next(), answeringAfter delay: Duration = .zero,
        _ body: (LiveInstance) async throws -> Result
    ) async throws -> Result {
        let instance = try LiveInstance(address, port: port, delay: delay)
        try await instance.start()
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await body(instance)) } catch { result = .failure(error) }
        instance.thaw()
        await instance.die()
        instance.loops.shutdown()
        return try result.get()
    }

    var instance: Instance { Instance(id: "\(port)", baseURL: "http://\(address):\(port)") }

    /// Listens, also again after its death.
    func start() async throws {
        let server = HTTPServer(
            HTTPServerConfiguration(address: address, port: port), responder: Answering(instance: self), loops: loops,
            logger: Logger(label: "test", handlers: []))
        try await server.start()
        self.server.withLock { $0 = server }
    }

    /// Breaks all its connections, those with requests on them as well.
    func die() async {
        let server = server.withLock { server in
            defer { server = nil }
            return server
        }
        await server?.shutdown(deadline: .zero)
    }

    /// Holds its loop: the kernel takes connections and requests, and nobody answers, as after SIGSTOP.
    func freeze() {
        isFrozen.store(true, ordering: .sequentiallyConsistent)
        loops.loops[0].execute { [self] in
            while isFrozen.load(ordering: .sequentiallyConsistent) { usleep(1_000) }
        }
    }

    func thaw() { isFrozen.store(false, ordering: .sequentiallyConsistent) }

    private func answer(_ request: HTTPRequest) async -> HTTPResponse {
        if request.target.rawPath == "/readyz" { return HTTPResponse(.ok) }
        host.withLock { $0 = request.fields[.host] }
        asked.add()
        if delay > .zero { try? await Sleep.for(delay) }
        return .text("\(port)")
    }
}
