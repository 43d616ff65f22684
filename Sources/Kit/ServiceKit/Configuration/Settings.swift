public import Discovery
public import Observability
public import Values

/// Every setting of Souk, in one table: what is not here cannot be set.
public enum Settings {
    /// The names of the services that own a database.
    public static let storingServices = ["accounts", "catalog", "carts", "reviews", "orders", "notifications"]

    /// Default ports, gateway and pages included.
    public static let defaultPorts: [(service: String, port: Int)] = [
        ("gateway", 8080), ("storefront", 8000), ("accounts", 8001), ("catalog", 8002), ("carts", 8003),
        ("reviews", 8004), ("orders", 8005), ("notifications", 8006), ("backoffice", 8007),
    ]

    /// The whole table, in the order in which `--help` prints it.
    public static let all: [any SettingDeclaration] =
        [environment, debug, dataDirectory, bindAddress, publicURL]
        + defaultPorts.map { port(of: $0.service) }
        + storingServices.map { databaseAddress(of: $0) }
        + defaultPorts.map { url(of: $0.service) }
        + [mailServer, mailSender, brokerURL, redisAddress, consulAddress, consulToken, advertiseAddress]
        + [trustedProxies, allowedHosts, corsOrigins, currency]
        + [signingKeyFile, serviceKeyFile, peerKeysFile, sealingKeyFile]
        + [adminUsername, adminEmail, adminPassword]
        + [accountLoginFailures, addressLoginFailures, registrations]
        + [logLevel, logDirectory, cacheMegabytes, eventLoops, peerSeconds, noticeSeconds, shutdownSeconds, failPoint]
}

// MARK: Where it runs

extension Settings {
    /// Development or production.
    public static let environment = Setting<DeploymentEnvironment>.choice(
        "ENVIRONMENT", "what kind of place this is", default: "development")

    /// Logs that help a developer.
    public static let debug = Setting<Bool>.yesOrNo(
        "DEBUG", "log at least at level DEBUG, and show /debug also where others reach the port; refused in production")

    /// Databases, keys, credentials.
    public static let dataDirectory = Setting<String>.path(
        "DATA_DIR", "folder of databases, keys and credentials", default: "./data")

    /// The address that servers listen on.
    public static let bindAddress = Setting<String>.text(
        "BIND_ADDRESS", "address to listen on; 0.0.0.0 in a container", default: "127.0.0.1")

    /// Whether who listens on an address is reached from this machine alone.
    public static func isPrivate(_ bindAddress: String) -> Bool {
        ["127.0.0.1", "::1", "localhost"].contains(bindAddress)
    }

    /// How customers reach the shop; links in mails begin with it.
    public static let publicURL = Setting<String>.webAddress("PUBLIC_URL", "how customers reach the shop")

    /// The port of one service.
    public static func port(of service: String) -> Setting<Int> {
        let standard = defaultPorts.first { $0.service == service }?.port ?? 0
        return .port("\(service.uppercased())_PORT", "port of \(service)", default: "\(standard)")
    }

    /// The database of one service; without one it is a file in the data directory. A secret, as it may hold a password.
    public static func databaseAddress(of service: String) -> Setting<DatabaseAddress> {
        Setting(
            "\(service.uppercased())_DATABASE_URL", "database of \(service); a file in DATA_DIR if unset",
            form: "sqlite:PATH or postgres://…", isSecret: true, parse: DatabaseAddress.init)
    }

    /// The Redis that instances of a service share. A secret, as it may hold a password.
    public static let redisAddress = Setting<String>(
        "REDIS_URL", "Redis for answers that are kept; in memory if unset",
        form: "redis://[user:password@]host[:port][/number]; rediss:// is not spoken", isSecret: true,
        parse: { $0.hasPrefix("redis://") && $0.utf8.count > "redis://".utf8.count ? $0 : nil })

    /// Where a peer is reached that does not run in this process.
    public static func url(of service: String) -> Setting<[String]> {
        .webAddresses(
            "\(service.uppercased())_URL",
            "where \(service) is reached if it runs elsewhere, without Consul; an http:// name may stand for several "
                + "instances")
    }
}

// MARK: Servers

extension Settings {
    /// The broker that carries events between processes.
    public static let brokerURL = Setting<String>(
        "AMQP_URL", "RabbitMQ, which carries events between processes; inside one process if unset",
        form: "amqp://USER:PASSWORD@HOST:PORT/VHOST or amqps://…", isSecret: true
    ) { text in
        ["amqp://", "amqps://"].contains(where: text.hasPrefix) ? text : nil
    }
}

// MARK: How processes find each other

extension Settings {
    /// Where others reach this process.
    public static let advertiseAddress = Setting<String>(
        "ADVERTISE_ADDRESS",
        "address under which other processes reach this one; BIND_ADDRESS if unset, or one of the "
            + "machine's own if that is 0.0.0.0: of several the one that leads to Consul",
        form: "an address or a host name", parse: { Instance(id: $0, address: $0, port: 1) == nil ? nil : $0 })

    /// The Consul agent beside this process.
    public static let consulAddress = Setting<ConsulAddress>(
        "CONSUL_HTTP_ADDR", "agent of Consul that knows where services run", form: "http://host:port or host:port",
        parse: { ConsulAddress($0) })

    /// What the agent asks for, if its access lists are on.
    public static let consulToken = Setting<String>.text(
        "CONSUL_HTTP_TOKEN", "token for Consul's agent", isSecret: true)
}

// MARK: Mails

extension Settings {
    /// Where mails are handed in.
    public static let mailServer = Setting<String>(
        "SMTP_URL", "mail server; mails are kept and not sent if unset",
        form: "smtp://USER:PASSWORD@HOST:PORT or smtps://…", isSecret: true
    ) { text in
        ["smtp://", "smtps://"].contains(where: text.hasPrefix) ? text : nil
    }

    /// Whom mails are from.
    public static let mailSender = Setting<Mailbox>(
        "MAIL_FROM", "whom mails are from; needed with SMTP_URL", form: "an address, or a NAME <ADDRESS>",
        parse: { Mailbox($0) })
}

// MARK: Who may reach it

extension Settings {
    /// Proxies whose `Forwarded` fields are believed.
    public static let trustedProxies = Setting<[String]>.list(
        "TRUSTED_PROXIES", "proxies whose forwarded addresses are believed", form: "addresses between commas")

    /// Names under which the gateway answers; empty means any in development.
    public static let allowedHosts = Setting<[String]>.list(
        "ALLOWED_HOSTS", "host names that are answered", form: "names between commas")

    /// Origins whose scripts may call the API.
    public static let corsOrigins = Setting<[String]>.list(
        "CORS_ORIGINS", "web origins whose scripts may call the API", form: "origins between commas")
}

// MARK: The shop

extension Settings {
    /// The one currency of the shop.
    public static let currency = Setting<Currency>(
        "CURRENCY", "currency of all prices", form: "a currency of two decimals such as USD or EUR", default: "USD",
        parse: { Currency($0) })

    /// The superuser made at first start.
    public static let adminUsername = Setting<String>.text(
        "ADMIN_USERNAME", "name of the superuser made at first start", default: "admin")

    /// The superuser's address; like all mail addresses it is kept out of the logs.
    public static let adminEmail = Setting<String>.text(
        "ADMIN_EMAIL", "mail address of the superuser", default: "admin@localhost.localdomain", isSecret: true)

    /// The superuser's password; generated if unset.
    public static let adminPassword = Setting<String>.text(
        "ADMIN_PASSWORD", "password of the superuser; generated into DATA_DIR/credentials if unset", isSecret: true)
}

// MARK: Keys

extension Settings {
    /// The private key that signs access tokens.
    public static let signingKeyFile = Setting<String>.path(
        "SIGNING_KEY_FILE", "PEM file of the key that signs access tokens; made in DATA_DIR if unset")

    /// The private key that signs this service's own tokens.
    public static let serviceKeyFile = Setting<String>.path(
        "SERVICE_KEY_FILE",
        "PEM file of the key that signs calls to other services, or a folder with a NAME.pem for each service of the "
            + "process; made in DATA_DIR if unset")

    /// The public keys of all services.
    public static let peerKeysFile = Setting<String>.path(
        "PEER_KEYS_FILE", "JSON file of the public keys of all services, by their names; souk keys --cluster makes it")

    /// What seals secrets at rest.
    public static let sealingKeyFile = Setting<String>.path(
        "SEALING_KEY_FILE",
        "file of the key that seals what accounts and notifications keep secret; made in DATA_DIR "
            + "if unset, and the same for all instances of a service")
}

// MARK: Limits

extension Settings {
    /// Failed logins of one account in 15 minutes.
    public static let accountLoginFailures = Setting<Int>.number(
        "LOGIN_FAILURES_PER_ACCOUNT", "failed logins of an account in 15 minutes", in: 1...1_000_000, default: "10")

    /// Failed logins from one address in 15 minutes.
    public static let addressLoginFailures = Setting<Int>.number(
        "LOGIN_FAILURES_PER_ADDRESS", "failed logins from an address in 15 minutes", in: 1...1_000_000,
        default: "100")

    /// Registrations from one address in a minute.
    public static let registrations = Setting<Int>.number(
        "REGISTRATIONS_PER_ADDRESS", "registrations from an address in a minute", in: 1...1_000_000, default: "300")
}

// MARK: The process

extension Settings {
    /// How much is logged.
    public static let logLevel = Setting<Logger.Level>(
        "LOG_LEVEL", "least level that is logged", form: "one of TRACE, DEBUG, INFO, NOTICE, WARNING, ERROR, CRITICAL",
        default: "INFO", parse: { Logger.Level($0) })

    /// Where log files lie; nil where the output is collected anyway.
    public static let logDirectory = Setting<String?>(
        "LOG_DIR", "folder of log files; none where the standard output is collected", form: "a path, or none",
        default: "./logs"
    ) { text in
        if text == "none" { return .some(nil) }
        return text.isEmpty || text.contains("\0") ? nil : text
    }

    /// How much memory answers may take that are kept to be given again.
    public static let cacheMegabytes = Setting<Int>.number(
        "CACHE_MEGABYTES", "memory for answers that are kept without REDIS_URL; 0 keeps none", in: 0...65_536,
        default: "16")

    /// How many threads serve requests.
    public static let eventLoops = Setting<Int>.number(
        "EVENT_LOOPS", "threads that serve requests; one a core if unset", in: 1...256)

    /// How long a balancer has to notice that this process is about to end.
    public static let noticeSeconds = Setting<Int>.number(
        "NOTICE_SECONDS", "how long new requests are still taken at the end while /readyz says 503", in: 0...300,
        default: "0")

    /// How long one service waits for another, before it tells its caller to try again. Shorter than the ten seconds that
    /// the handler of an event has: a peer that is silent shall be to blame, and not the event.
    public static let peerSeconds = Setting<Int>.number(
        "PEER_SECONDS", "how long one service waits for the answer of another", in: 1...8, default: "2")

    /// How long requests under way may take to end.
    public static let shutdownSeconds = Setting<Int>.number(
        "SHUTDOWN_SECONDS", "how long requests under way may take at the end", in: 0...600, default: "20")

    /// Where to crash on purpose, for recovery tests. `FailPoints` reads it; it stands here so that it is known.
    public static let failPoint = Setting<String>.text(
        "SOUK_FAIL_POINT", "name of the point at which to crash, for recovery tests")
}
