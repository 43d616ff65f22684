import Contracts
import Endpoints
import HTTP
import SQL
import Security
import Values

/// What staff see of the mails.
struct EmailRoutes: RouteCollection {
    let store: EmailStore
    let database: any Database
    /// Whether links with secrets are shown whole: in development, where the mail goes nowhere else.
    let showsSecrets: Bool

    var routes: Routes {
        Route(NotificationsAPI.listEmails, list)
        Route(NotificationsAPI.email, read)
        Route(NotificationsAPI.resend, resend)
    }

    func list(_ request: Request<Staff, Nothing, EmailQuery, Nothing>) async throws -> Page<EmailView> {
        let (part, count) = try await store.emails(request.query, on: database)
        return try Page(part, count: count, of: request.http.target, view)
    }

    func read(_ request: Request<Staff, ByEmail, Nothing, Nothing>) async throws -> EmailView {
        guard let email = try await store.email(request.path.id, on: database) else { throw Problem.notFound }
        return try view(email)
    }

    func resend(_ request: Request<Staff, ByEmail, Nothing, Nothing>) async throws -> EmailView {
        let id = request.path.id
        let email = try await database.transaction { [store] transaction in
            try await store.requeue(id, in: transaction)
        }
        guard let email else { throw Problem.notFound }
        guard email.recipient != nil else {
            throw Problem(.conflict, "The account is closed: nobody knows where to send this any more.")
        }
        return try view(email)
    }

    private func view(_ email: Email) throws -> EmailView {
        EmailView(
            id: email.id, kind: email.kind, recipient: email.recipient, subject: email.subject,
            text: showsSecrets ? try email.openedBody(store.box).reveal() : email.body, state: email.state,
            attempts: email.attempts, lastError: email.lastError, createdAt: email.createdAt, sentAt: email.sentAt)
    }
}
