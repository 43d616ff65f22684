public import HTTPClient
import Values

/// Sends mails through a mail server.
public struct SMTPMailer: Sendable {
    private let client: SMTPClient
    private let deadline: Duration

    /// - Parameter deadline: for one mail, connecting included.
    public init(_ server: SMTPServer, deadline: Duration = .seconds(30)) {
        client = SMTPClient(server)
        self.deadline = deadline
    }

    /// Returns when the server has taken the mail upon itself. To be called on an event loop.
    /// - Throws: ``SMTPError``, or ``MailMessage/MalformedMessageID``.
    public func send(_ message: MailMessage) async throws {
        try await client.send(
            message.encoded(), from: message.from.address, to: message.to, deadline: deadline)
    }
}
