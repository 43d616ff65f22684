/// The transport of a shop without a mail server: mails are kept in the database, where staff read them.
public struct KeptMail: MailTransport {
    public init() {}

    public func send(_: OutgoingMail) async throws {}
}
