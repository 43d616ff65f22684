public import Values

/// The way out for mails.
public protocol MailTransport: Sendable {
    /// Returns once the mail is on its way for good.
    /// - Throws: ``MailRefusal`` where trying again makes no sense; ``MailDelay`` or any other error means to try later.
    func send(_ mail: OutgoingMail) async throws
}

/// A mail that is to be sent.
public struct OutgoingMail: Sendable {
    /// The same each time that the mail is sent: whoever gets it twice can tell.
    public let messageID: String
    public let recipient: EmailAddress
    public let subject: String
    /// The text; it may hold a secret.
    public let text: Secret<String>

    public init(messageID: String, recipient: EmailAddress, subject: String, text: Secret<String>) {
        self.messageID = messageID
        self.recipient = recipient
        self.subject = subject
        self.text = text
    }
}

/// The mail will never be taken, as for an address that does not exist.
public struct MailRefusal: Error, Sendable {
    /// For staff; without the address.
    public let reason: String

    public init(_ reason: String) {
        self.reason = reason
    }
}

/// The mail was not taken this time.
public struct MailDelay: Error, Sendable {
    /// For staff and logs; without the address.
    public let reason: String

    public init(_ reason: String) {
        self.reason = reason
    }
}
