import HTTPClient
import ServiceKit
import Values

/// Whether the mail server can be reached, speaks TLS where a password is sent, and lets souk in. No mail is sent.
struct MailCheck: DoctorCheck {
    let title = "Mails"

    private static let patience = Duration.seconds(6)

    func findings(in patient: Patient) async -> [Finding] {
        guard let url = patient.read(Settings.mailServer) else {
            guard patient.isProduction else { return [] }
            return [
                .note(
                    "SMTP_URL is not set", why: "mails are kept and shown to staff, and none is sent",
                    remedy: "set it to the server that takes the shop's mails, and MAIL_FROM to its address")
            ]
        }
        var findings: [Finding] = []
        if patient.read(Settings.mailSender) == nil {
            findings.append(
                .wrong(
                    "SMTP_URL is set, and MAIL_FROM is not",
                    why: "souk does not start: nobody knows whom mails are from",
                    mend: "set MAIL_FROM to an address of the shop"))
        }
        return findings + [await look(url)]
    }

    private func look(_ url: String) async -> Finding {
        let server: SMTPServer
        do throws(ServerURL.Malformed) {
            server = try SMTPServer(url)
        } catch {
            return .wrong(
                "SMTP_URL \(error)", why: "souk does not start with it",
                mend: "write smtp://USER:PASSWORD@HOST:PORT, with signs such as @ and / as %40 and %2F")
        }
        do throws(SMTPError) {
            try await SMTPClient(server).probe(deadline: Self.patience)
            return .good("\(server) lets souk in")
        } catch {
            return .wrong("\(error)", why: "mails wait, and are tried again", mend: Self.remedy(error))
        }
    }

    private static func remedy(_ error: SMTPError) -> String {
        switch error {
        case .unwelcome(535): "correct user and password in SMTP_URL"
        case .unwelcome, .refused: "ask who runs it: it does not want this user, or this machine"
        case .deferred: "look again in a minute: it may slow down those whom it does not know"
        case .insecure:
            "use a server with a certificate that is trusted here, or name its authority by ?cacertfile=PATH"
        default: "start it, or correct SMTP_URL"
        }
    }
}
