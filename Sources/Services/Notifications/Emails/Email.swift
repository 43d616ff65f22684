import Contracts
import SQL
import Security
import Values

/// A mail as it is kept.
struct Email: Sendable {
    let id: EmailID
    /// That of the event or the request that asked for the mail: the same one asks for one mail only.
    let requestID: MailRequestID
    let kind: EmailKind
    /// Nil once the account is closed.
    let recipient: EmailAddress?
    let subject: String
    /// What staff may read: a secret in it is masked.
    let body: String
    /// The body with its secret, encrypted; nil if it has none.
    let sealedBody: [UInt8]?
    let state: EmailState
    let attempts: Int
    let lastError: String?
    let createdAt: Timestamp
    let sentAt: Timestamp?
}

extension Email {
    static let columns: Query = """
        id, request_id, kind, recipient, subject, body, sealed_body, state, attempts, last_error, created_at, sent_at
        """

    init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), requestID: try row.get("request_id"), kind: try row.get("kind"),
            recipient: try row.get("recipient"),
            subject: try row.get("subject"), body: try row.get("body"), sealedBody: try row.get("sealed_body"),
            state: try row.get("state"), attempts: try row.get("attempts"), lastError: try row.get("last_error"),
            createdAt: try row.get("created_at"), sentAt: try row.get("sent_at"))
    }
}

extension Email {
    /// The body as it is sent.
    /// - Throws: when the key is another than the one that it was sealed with.
    func openedBody(_ box: SealedBox) throws -> Secret<String> {
        guard let sealedBody else { return Secret(body) }
        let bytes = try box.open(sealedBody, context: Self.context(requestID))
        return Secret(String(decoding: bytes, as: UTF8.self))
    }

    /// Binds a sealed body to its mail, so that it cannot be put in another's place.
    static func context(_ id: MailRequestID) -> String { "mail:\(id)" }
}

extension EmailKind: SQLCodable {}
extension EmailState: SQLCodable {}
