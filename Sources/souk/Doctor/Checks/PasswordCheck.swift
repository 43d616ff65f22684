import Security
import ServiceKit
import Values

/// Whether the superuser's password is one. Nothing of it is ever shown.
struct PasswordCheck: DoctorCheck {
    let title = "The superuser"

    func findings(in patient: Patient) async -> [Finding] {
        var findings: [Finding] = []
        if let password = patient.read(Settings.adminPassword) {
            findings += judge(password, of: patient.read(Settings.adminUsername) ?? "")
        } else if patient.exists(patient.credentialsPath) {
            findings.append(.good("the password was generated; it lies in \(patient.credentialsPath)"))
        } else {
            findings.append(.good("a password will be generated at the first start"))
        }
        if let email = patient.read(Settings.adminEmail), EmailAddress(email) == nil {
            findings.append(
                .wrong(
                    "ADMIN_EMAIL is not a mail address", why: "the superuser cannot be made at the first start",
                    mend: "write an address such as owner@shop.example"))
        } else if patient.isProduction, !patient.configuration.isGiven(Settings.adminEmail.name) {
            findings.append(
                .note(
                    "ADMIN_EMAIL is not set", why: "the superuser has no address to which a new password could be sent",
                    remedy: "set it before the first start"))
        }
        return findings
    }

    private func judge(_ password: String, of name: String) -> [Finding] {
        let remedy = "set a longer one that nobody can guess, or none: souk then makes one up"
        if let refusal = PasswordRules.refusal(of: Secret(password)) {
            return [
                .wrong("ADMIN_PASSWORD \(refusal)", why: "souk does not make a superuser with it", mend: remedy)
            ]
        }
        let isGuessable = ["password", "changeme", "change-me", "secret", "admin", name].contains { word in
            !word.isEmpty && password.lowercased().contains(word.lowercased())
        }
        if isGuessable || Set(password).count < 5 {
            return [
                .wrong(
                    "ADMIN_PASSWORD is easily guessed: it repeats itself, or holds a word that guessers try first",
                    why: "whoever has it owns the shop", mend: remedy)
            ]
        }
        return [.good("ADMIN_PASSWORD is fit to be one")]
    }
}
