import Contracts
import Values

/// The letters that hold a secret link.
struct SecretLetters: Sendable {
    /// Where the storefront is, without a final slash.
    let publicURL: String

    /// What stands in the place of a secret where it must not be read.
    static let mask = "********"

    init(publicURL: String) {
        var url = publicURL[...]
        while url.last == "/" { url.removeLast() }
        self.publicURL = String(url)
    }

    /// The host that the links lead to.
    var domain: String {
        let host = publicURL.drop { $0 != ":" }.drop { $0 == ":" || $0 == "/" }.prefix { $0 != ":" && $0 != "/" }
        return host.isEmpty ? "localhost" : String(host)
    }

    func letter(_ request: MailRequest) -> Letter {
        switch request.kind {
        case .emailVerification:
            letter(.emailVerification, "Please confirm your e-mail address", request) { verification($0, $1) }
        case .passwordReset:
            letter(.passwordReset, "Choose a new password", request) { reset($0, $1) }
        }
    }

    private func letter(
        _ kind: EmailKind, _ subject: String, _ request: MailRequest,
        _ text: (_ name: String, _ token: String) -> String
    ) -> Letter {
        Letter(
            kind: kind, subject: subject, body: text(request.username, Self.mask),
            secretBody: Secret(text(request.username, request.token.reveal())))
    }

    private func verification(_ name: String, _ token: String) -> String {
        """
        Hello \(name),

        welcome! Please confirm that this address is yours:

        \(publicURL)/email/verify/\(token)

        The link is good for one day. You can shop without it, too; it lets us
        help you if you ever forget your password.

        If you did not open an account with us, you need not do anything.

        """
    }

    private func reset(_ name: String, _ token: String) -> String {
        """
        Hello \(name),

        somebody, hopefully you, asked for a new password. Choose one here:

        \(publicURL)/password/reset/\(token)

        The link is good for one hour and for one time.

        If it was not you, ignore this mail: your password stays as it is.

        """
    }
}
