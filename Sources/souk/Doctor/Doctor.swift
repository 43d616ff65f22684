import SQL

/// Looks at a set-up from all sides and says what is wrong with it. It opens databases for reading only, and writes
/// nothing anywhere. A server that does not answer is waited for a few seconds, once.
struct Doctor: Sendable {
    /// All that is looked at, in the order in which it is told.
    static let checks: [any DoctorCheck] = [
        SettingsCheck(), UnusedSettingsCheck(), ProductionCheck(), ReachCheck(), PasswordCheck(),
        DataFolderCheck(), SecretFilesCheck(), PeerKeysCheck(), LeftoverBackupsCheck(), DiskCheck(),
        DatabaseFilesCheck(), PostgreSQLCheck(), MigrationsCheck(), OutboxCheck(), ClockCheck(),
        RedisCheck(), RabbitMQCheck(), MailCheck(), ConsulCheck(), PeersCheck(),
        PortsCheck(), LimitsCheck(), LibrariesCheck(), PagesCheck(),
    ]

    struct Section: Sendable {
        let title: String
        let findings: [Finding]
    }

    let patient: Patient
    var checks: [any DoctorCheck] = Doctor.checks

    func sections() async -> [Section] {
        var sections: [Section] = []
        for check in checks {
            let findings = await check.findings(in: patient)
            if !findings.isEmpty { sections.append(Section(title: check.title, findings: findings)) }
        }
        await patient.servers.end()
        return sections
    }
}
