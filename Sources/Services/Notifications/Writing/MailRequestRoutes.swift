import Contracts
import Endpoints
import SQL

/// Mails with secrets, which other services ask for by name: a secret never travels in an event.
struct MailRequestRoutes: RouteCollection {
    let store: EmailStore
    let database: any Database
    let letters: SecretLetters

    var routes: Routes {
        Route(NotificationsAPI.requestMail, request)
    }

    func request(_ request: Request<PeerService, ByMailRequest, Nothing, MailRequest>) async throws {
        let (id, body) = (request.path.id, request.body)
        let letter = letters.letter(body)
        try await database.transaction { [store] transaction in
            try await store.queue(letter, request: id, to: body.recipient, of: body.userID, in: transaction)
        }
    }
}
