import HTTPClient
import Mail
import Notifications
import ServiceKit
import Values

/// Mails by way of a mail server.
struct ServerMail: MailTransport {
    private let mailer: SMTPMailer
    private let sender: Mailbox
    private let clock: WallClock

    /// - Throws: `ConfigurationError` for an address that is none.
    init(_ url: String, from sender: Mailbox, clock: WallClock = .system) throws(ConfigurationError) {
        do throws(ServerURL.Malformed) {
            // Less than the time for which the queue leaves a mail to this process.
            mailer = SMTPMailer(try SMTPServer(url), deadline: .seconds(20))
        } catch {
            throw ConfigurationError(Settings.mailServer.name, error.description)
        }
        self.sender = sender
        self.clock = clock
    }

    func send(_ mail: OutgoingMail) async throws {
        let message = MailMessage(
            from: sender, to: mail.recipient, subject: mail.subject, text: mail.text, messageID: mail.messageID,
            date: clock.now())
        do {
            try await mailer.send(message)
        } catch let error as SMTPError {
            if error == .cancelled { throw CancellationError() }
            if error.isPermanent { throw MailRefusal("\(error)") }
            throw MailDelay("\(error)")
        }
    }
}

extension ServerMail {
    /// The way out for mails that the configuration chooses: a mail server, or none.
    static func transport(_ configuration: Configuration) throws -> any MailTransport {
        guard let url = try configuration.readIfSet(Settings.mailServer) else { return KeptMail() }
        guard let sender = try configuration.readIfSet(Settings.mailSender) else {
            throw ConfigurationError(Settings.mailSender.name, "has to say whom mails are from, as SMTP_URL is set")
        }
        return try ServerMail(url, from: sender)
    }
}
