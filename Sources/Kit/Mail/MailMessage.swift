import FoundationEssentials
public import Values

/// A mail of one text for one recipient.
public struct MailMessage: Sendable {
    public var from: Mailbox
    public var to: EmailAddress
    public var subject: String
    /// Of UTF-8; it may hold a secret.
    public var text: Secret<String>
    /// As `<left@right>`: the same at each attempt, so that whoever gets the mail twice can tell.
    public var messageID: String
    public var date: Timestamp

    public init(
        from: Mailbox, to: EmailAddress, subject: String, text: Secret<String>, messageID: String, date: Timestamp
    ) {
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.messageID = messageID
        self.date = date
    }

    /// A message id that is none.
    public struct MalformedMessageID: Error, Hashable {}

    /// The mail as it travels: header fields, an empty line, the text in quoted-printable (RFC 5322, RFC 2045).
    ///
    /// Whatever subject and names hold, they cannot end their field: control characters become spaces.
    public func encoded() throws(MalformedMessageID) -> [UInt8] {
        guard Self.isMessageID(messageID) else { throw MalformedMessageID() }
        var message = HeaderFields()
        message.add("Date", MailDate.text(date))
        message.add(
            "From", from.name.map { HeaderText.phrase($0) + ["<\(from.address.address)>"] } ?? [from.address.address])
        message.add("To", to.address)
        message.add("Subject", HeaderText.words(subject))
        message.add("Message-ID", messageID)
        message.add("MIME-Version", "1.0")
        message.add("Content-Type", "text/plain; charset=utf-8")
        message.add("Content-Transfer-Encoding", "quoted-printable")
        // Out of office notices would come back to a machine (RFC 3834).
        message.add("Auto-Submitted", "auto-generated")
        return message.bytes + [0x0D, 0x0A] + QuotedPrintable.encode(text.reveal())
    }

    /// Printable ASCII without spaces, in angle brackets, with one @.
    private static func isMessageID(_ text: String) -> Bool {
        let inner = text.utf8.dropFirst().dropLast()
        return text.hasPrefix("<") && text.hasSuffix(">") && text.utf8.count <= 250
            && inner.allSatisfy { (0x21...0x7E).contains($0) && !"<>".utf8.contains($0) }
            && inner.count { $0 == UInt8(ascii: "@") } == 1 && inner.first != UInt8(ascii: "@")
            && inner.last != UInt8(ascii: "@")
    }
}
