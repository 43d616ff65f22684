import EventLoops
import HTTP
import HTTPServer
import Observability
import ServiceKit

/// A responder behind a port, as one of the services of the process.
struct Listener: Service {
    let name: String
    private let server: HTTPServer

    init(_ name: String, address: String, port: Int, responder: any Responder, loops: EventLoopGroup) {
        self.name = name
        server = HTTPServer(
            HTTPServerConfiguration(address: address, port: UInt16(clamping: port)), responder: responder,
            loops: loops, logger: Logger(label: "\(name).http"))
    }

    /// The port that it got.
    var boundPort: Int { server.boundPort.map(Int.init) ?? 0 }

    func start() async throws { try await server.start() }

    func stop() async { await server.shutdown() }
}
