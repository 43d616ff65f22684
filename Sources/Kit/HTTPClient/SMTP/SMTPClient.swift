import EventLoops
public import Values

/// Hands mails to a mail server. Connections are kept open for the next mail and belong to a loop; `send` has to be
/// called on one.
public final class SMTPClient: Sendable {
    private let server: SMTPServer
    private let clients = Lock<[ObjectIdentifier: LoopClient]>([:])

    public init(_ server: SMTPServer) { self.server = server }

    deinit {
        for client in clients.withLock({ $0.values }) { client.loop.execute { client.close() } }
    }

    /// Returns when the server has taken the mail upon itself.
    /// - Parameters:
    ///   - content: header fields and body as they travel, with CRLF (RFC 5322).
    ///   - deadline: for all of it, connecting included.
    public func send(
        _ content: [UInt8], from sender: EmailAddress, to recipient: EmailAddress, deadline: Duration
    ) async throws(SMTPError) {
        try await perform(SMTPTransfer.Mail(content: content, sender: sender, recipient: recipient), deadline)
    }

    /// Goes the whole way up to a mail, greeting, TLS and login, and sends none.
    public func probe(deadline: Duration) async throws(SMTPError) {
        try await perform(nil, deadline)
    }

    private func perform(_ mail: SMTPTransfer.Mail?, _ deadline: Duration) async throws(SMTPError) {
        guard let loop = EventLoop.current else { throw .closed }
        let client = client(on: loop)
        let transfer = SMTPTransfer(mail, at: server, deadline: deadline)
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
        try result.get()
    }

    private func client(on loop: EventLoop) -> LoopClient {
        clients.withLock { clients in
            if let client = clients[ObjectIdentifier(loop)] { return client }
            var configuration = HTTPClientConfiguration()
            (configuration.connections, configuration.connectionsPerHost, configuration.callLimit) = (4, 4, 64)
            configuration.connectTimeout = .seconds(10)
            let client = LoopClient(on: loop, configuration)
            clients[ObjectIdentifier(loop)] = client
            return client
        }
    }
}
