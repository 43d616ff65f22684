import EventLoops
import HTTP
import HTTPServer
import Observability
import ServiceKit

/// A responder behind a port, as one of the services of the process.
struct Listener: Service {
    let name: String
    private let server: HTTPServer
    private let patience: Duration

    /// - Parameter patience: how long requests under way may take at the end.
    init(
        _ name: String, configuration: HTTPServerConfiguration, responder: any Responder, loops: EventLoopGroup,
        patience: Duration
    ) {
        self.name = name
        self.patience = patience
        server = HTTPServer(
            configuration, responder: responder, loops: loops, logger: Logger(label: "\(name).http"))
    }

    /// The port that it got.
    var boundPort: Int { server.boundPort.map(Int.init) ?? 0 }

    func start() async throws {
        do {
            try await server.start()
        } catch HTTPServerError.portTaken(let address, let port) {
            throw PortTaken(address: address, port: port, setting: Settings.port(of: name).name)
        }
    }

    func stop() async { await server.shutdown(deadline: patience) }
}

/// Somebody else listens where a service should.
struct PortTaken: Error, CustomStringConvertible {
    let address: String
    let port: UInt16
    let setting: String

    var description: String {
        "port \(port) on \(address) is taken by another process: end that, or choose another port with \(setting)"
    }
}
