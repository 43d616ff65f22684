import ServiceKit

/// Settings that are fine on a developer's machine and not where customers are.
struct ProductionCheck: DoctorCheck {
    let title = "Production"

    func findings(in patient: Patient) async -> [Finding] {
        guard patient.isProduction else {
            return [
                .note(
                    "ENVIRONMENT is development",
                    why: "the mails' secrets can be read by staff, demo people can log in, /debug shows requests",
                    remedy: "set ENVIRONMENT=production where customers are")
            ]
        }
        var findings = origins(patient) + hosts(patient) + address(patient)
        findings += ((try? ProductionRules(patient.configuration, services: patient.serving).faults) ?? []).map {
            fault in
            .wrong(
                "\(fault.name) \(fault.message)", why: "souk refuses to start with it",
                mend: "set \(fault.name) as docs/guides/keys.md says, or take it out")
        }
        if let credentials = try? Credentials(contentsOf: patient.credentialsPath),
            credentials["demo_password"] != nil
        {
            findings.append(
                .wrong(
                    "the demo's people are in this shop, with a password that lies in \(patient.credentialsPath)",
                    why: "whoever reads that file can log in as a seller or a buyer",
                    mend: "begin production with an empty DATA_DIR; seed there after ENVIRONMENT is set"))
        }
        return findings.isEmpty ? [.good("nothing of a developer's machine is left on")] : findings
    }

    private func address(_ patient: Patient) -> [Finding] {
        // Nobody else writes links.
        guard patient.serving.contains("notifications") else { return [] }
        guard let url = patient.read(Settings.publicURL) else {
            return [
                .wrong(
                    "PUBLIC_URL is not set", why: "links in mails lead to localhost, where no customer finds the shop",
                    mend: "set PUBLIC_URL to the address that customers type, such as https://shop.example")
            ]
        }
        if url.hasPrefix("http://") {
            return [
                .wrong(
                    "PUBLIC_URL is \(url), without TLS", why: "passwords and tokens cross the network in the open",
                    mend: "put a proxy with a certificate in front and write https://")
            ]
        }
        return []
    }

    private func hosts(_ patient: Patient) -> [Finding] {
        // A part of the shop is reached through its gateway, and by peers, who call it by its address.
        guard patient.isWhole else { return [] }
        let hosts = patient.read(Settings.allowedHosts) ?? []
        guard hosts.isEmpty || hosts.contains("*") else { return [] }
        return [
            .wrong(
                hosts.isEmpty ? "ALLOWED_HOSTS is not set" : "ALLOWED_HOSTS holds *",
                why: "the shop answers under any name, also one that an attacker has pointed at it",
                mend: "set ALLOWED_HOSTS to the names of the shop, without https://")
        ]
    }

    private func origins(_ patient: Patient) -> [Finding] {
        guard (patient.read(Settings.corsOrigins) ?? []).contains("*") else { return [] }
        return [
            .wrong(
                "CORS_ORIGINS holds *", why: "scripts of any web page may call the API in a customer's browser",
                mend: "list the origins that are yours, such as https://shop.example")
        ]
    }
}
