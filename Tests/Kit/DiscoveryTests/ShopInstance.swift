import Discovery
import EventLoops
import HTTP
import HTTPServer
import Observability
import TestSupport

/// A process of a service, as far as Consul sees it: something that listens and says whether it is ready.
struct ShopInstance: Sendable {
    private struct Health: Responder {
        let isReady: Lock<Bool>

        func respond(to request: HTTPRequest, context: RequestContext) async -> HTTPResponse {
            HTTPResponse(isReady.withLock { $0 } ? .ok : .serviceUnavailable)
        }
    }

    private let server: HTTPServer
    private let isReady = Lock(true)
    let port = FreePort.next()

    private init(on loops: EventLoopGroup) {
        server = HTTPServer(
            HTTPServerConfiguration(port: port), responder: Health(isReady: isReady), loops: loops,
            logger: Logger(label: "test", handlers: []))
    }

    static func use<Result: Sendable>(_ body: (ShopInstance) async throws -> Result) async throws -> Result {
        let loops = try EventLoopGroup(count: 1)
        defer { loops.shutdown() }
        let instance = ShopInstance(on: loops)
        try await instance.server.start()
        do {
            let result = try await body(instance)
            await instance.die()
            return result
        } catch {
            await instance.die()
            throw error
        }
    }

    var registration: Registration { Registration(service: "catalog", address: "127.0.0.1", port: Int(port)) }

    func setReady(_ ready: Bool) { isReady.withLock { $0 = ready } }

    func die() async { await server.shutdown(deadline: .zero) }
}
