public import EventLoops
public import HTTP

/// Calls other servers. Connections are kept open and belong to a loop: a call runs on the loop of its caller.
///
/// Redirects are not followed, proxies of the environment not used, and nothing but http and https is spoken.
public final class HTTPClient: Sendable {
    private let loops: EventLoopGroup
    private let clients: [LoopClient]

    public init(_ configuration: HTTPClientConfiguration = HTTPClientConfiguration(), loops: EventLoopGroup) {
        self.loops = loops
        clients = loops.loops.map { LoopClient(on: $0, configuration) }
    }

    /// Sends a request and reads the whole response.
    public func execute(
        _ request: HTTPClientRequest, deadline: Duration
    ) async throws(HTTPClientError) -> HTTPResponse {
        let client = clients[loops.any.index]
        let transfer = Transfer(request, deadline: deadline, limit: client.configuration.maximumResponseBytes)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                client.onLoop {
                    transfer.begin(continuation)
                    client.start(transfer)
                }
            }
        } onCancel: {
            // Runs on the thread that cancels.
            client.loop.execute { client.cancel(transfer) }
        }
        return try result.get()
    }

    /// Ends what is under way with `closed`, and closes all connections.
    public func shutdown() async {
        for client in clients { _ = try? await client.loop.submit { client.close() } }
    }
}
