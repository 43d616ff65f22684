/// Which process reads which setting, where each service has one of its own.
extension Settings {
    /// What can be a process of its own.
    public static let processes = storingServices + ["gateway"]

    /// The settings that the process of one service reads, in the order of the table.
    ///
    /// A setting that nobody has narrowed down belongs to all: a new one is named once too often rather than forgotten.
    public static func read(by process: String) -> [any SettingDeclaration] {
        all.filter { setting in readers[setting.name]?.contains(process) ?? true }
    }

    /// The settings that not all of them read.
    private static let readers: [String: Set<String>] = {
        var readers: [String: Set<String>] = [
            publicURL.name: ["notifications"],
            currency.name: ["catalog", "carts", "orders"],
            signingKeyFile.name: ["accounts"],
            serviceKeyFile.name: Set(storingServices),
            "PEER_KEYS_FILE": Set(storingServices),
            "SEALING_KEY_FILE": ["accounts", "notifications"],
            adminUsername.name: ["accounts"], adminEmail.name: ["accounts"], adminPassword.name: ["accounts"],
            accountLoginFailures.name: ["accounts"], addressLoginFailures.name: ["accounts"],
            registrations.name: ["accounts"],
            cacheMegabytes.name: ["catalog"], "REDIS_URL": ["catalog"],
            "AMQP_URL": Set(storingServices),
            mailServer.name: ["notifications"], mailSender.name: ["notifications"],
            peerSeconds.name: Set(peers.keys),
            // For tests of ours alone.
            failPoint.name: [],
        ]
        for (service, _) in defaultPorts {
            readers[port(of: service).name] = [service]
            readers[databaseAddress(of: service).name] = [service]
            readers[url(of: service).name] = Set(processes.filter { peers[$0, default: []].contains(service) })
        }
        // Its keys say which tokens of users are good.
        readers[url(of: "accounts").name] = Set(storingServices).subtracting(["accounts"])
        return readers
    }()

    /// Whom a service calls.
    private static let peers: [String: Set<String>] = [
        "accounts": ["orders", "notifications"],
        "carts": ["catalog", "orders"],
        "reviews": ["catalog", "accounts"],
        "orders": ["catalog", "accounts"],
        "notifications": ["accounts"],
    ]
}
