import EventLoops
import HTTP
import HTTPServer
import Observability

/// A responder out of a closure.
struct Answering: Responder {
    let body: @Sendable (HTTPRequest) async -> HTTPResponse

    init(_ body: @escaping @Sendable (HTTPRequest) async -> HTTPResponse) { self.body = body }

    func respond(to request: HTTPRequest, context: RequestContext) async -> HTTPResponse { await body(request) }
}

/// A running server for one test.
struct TestServer: Sendable {
    let server: HTTPServer
    let port: UInt16
    let loops: EventLoopGroup
}

@discardableResult
func withServer<Result: Sendable>(
    _ configure: (inout HTTPServerConfiguration) -> Void = { _ in }, loops count: Int = 1,
    answering body: @escaping @Sendable (HTTPRequest) async -> HTTPResponse,
    _ test: (TestServer) async throws -> Result
) async throws -> Result {
    let loops = try EventLoopGroup(count: count)
    defer { loops.shutdown() }
    var configuration = HTTPServerConfiguration()
    configure(&configuration)
    let server = HTTPServer(
        configuration, responder: Answering(body), loops: loops, logger: Logger(label: "test", handlers: []))
    try await server.start()
    let port = server.boundPort ?? 0
    do {
        let result = try await test(TestServer(server: server, port: port, loops: loops))
        await server.shutdown(deadline: .milliseconds(200))
        return result
    } catch {
        await server.shutdown(deadline: .milliseconds(200))
        throw error
    }
}
