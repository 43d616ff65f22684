public import Endpoints
import HTTP

/// What notifications offer: the mails that were sent, and to other services a way to ask for one.
public enum NotificationsAPI {
    public static let listEmails = Endpoint(
        .get, "emails/", "The mails that were sent or wait to be", query: EmailQuery.self,
        returns: Page<EmailView>.self, caller: Staff.self)

    public static let email = Endpoint(
        .get, "emails/{id}/", "One mail", path: ByEmail.self, returns: EmailView.self, caller: Staff.self,
        refuses: .notFound)

    public static let resend = Endpoint(
        .post, "emails/{id}/resend/", "Send a mail again", path: ByEmail.self, returns: EmailView.self,
        status: .accepted, caller: Staff.self, refuses: .notFound, .conflict)

    // MARK: For other services

    public static let requestMail = Endpoint(
        .put, "/api/mails/{id}/", "Ask for a mail that holds a secret; the same id again changes nothing",
        path: ByMailRequest.self, body: MailRequest.self, status: .accepted, caller: PeerService.self)
}
