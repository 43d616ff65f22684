import ServiceKit

/// Settings that are taken, or that larger shops have, and that this version does nothing with.
struct UnusedSettingsCheck: DoctorCheck {
    let title = "Settings without effect in this version"

    private static let backends = [
        "DATABASE_URL": "each service has a database of its own, set by CATALOG_DATABASE_URL and its like"
    ]

    func findings(in patient: Patient) async -> [Finding] {
        var findings: [Finding] = []
        for (name, instead) in Self.backends.sorted(by: { $0.key < $1.key })
        where patient.environment[name].map({ !$0.isEmpty }) == true {
            findings.append(
                .note("\(name) is set, and this version does not use it", why: instead, remedy: "take it out"))
        }
        for service in ["storefront", "backoffice"]
        where patient.configuration.isGiven(Settings.port(of: service).name) {
            findings.append(
                .note(
                    "\(Settings.port(of: service).name) is set, and there is no \(service) in this version yet",
                    why: "nothing will listen there", remedy: "take it out"))
        }
        return findings
    }
}
