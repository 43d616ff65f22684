import Contracts
import Values

/// What a mail says.
struct Letter: Sendable {
    let kind: EmailKind
    let subject: String
    /// The text as anybody of the shop may read it.
    let body: String
    /// The text as its recipient reads it, if that differs: with the secret in it.
    let secretBody: Secret<String>?

    init(kind: EmailKind, subject: String, body: String, secretBody: Secret<String>? = nil) {
        self.kind = kind
        self.subject = subject
        self.body = body
        self.secretBody = secretBody
    }
}
