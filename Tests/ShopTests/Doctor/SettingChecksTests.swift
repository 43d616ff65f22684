import ServiceKit
import Testing
import Values

@testable import souk

@Suite("What the doctor says about settings")
struct SettingChecksTests {
    @Test("A value that cannot be read is named with what it must be")
    func malformed() async throws {
        try await Clinic.use { clinic in
            clinic.settings = ["CATALOG_PORT": "eighty", "SOUK_FAIL_POINTS": "x"]
            let wrong = await clinic.wrong(SettingsCheck())
            #expect(
                wrong.contains { $0.hasPrefix("CATALOG_PORT in the environment must be a whole number") }, "\(wrong)")
            #expect(wrong.contains { $0.contains("SOUK_FAIL_POINTS") && $0.contains("did you mean SOUK_FAIL_POINT?") })
        }
    }

    @Test("A slip of the pen is noticed, other programs' variables are not")
    func slips() async throws {
        try await Clinic.use { clinic in
            clinic.environment = [
                "ADMIN_PASWORD": "x", "PATH": "/bin", "HOSTNAME": "x", "LS_COLORS": "x", "DATA_DIR": "x",
            ]
            let notes = await clinic.notes(SettingsCheck())
            #expect(notes == ["ADMIN_PASWORD is set and is not a setting, but ADMIN_PASSWORD is"])
        }
    }

    @Test("What is set and not used is said plainly")
    func unused() async throws {
        try await Clinic.use { clinic in
            #expect(await clinic.findings(of: UnusedSettingsCheck()).isEmpty)
            clinic.environment = ["DATABASE_URL": "postgres://db/shop", "AMQP_URL": ""]
            clinic.settings = ["STOREFRONT_PORT": "9000"]
            let notes = await clinic.notes(UnusedSettingsCheck())
            #expect(notes.count == 2 && notes.allSatisfy { $0.contains("is set, and") }, "\(notes)")
            #expect(await clinic.wrong(UnusedSettingsCheck()).isEmpty)
        }
    }

    @Test(
        "What is wrong where customers are",
        arguments: [
            ("DEBUG", "true", "DEBUG is refused"), ("PUBLIC_URL", "", "PUBLIC_URL is not set"),
            ("PUBLIC_URL", "http://shop.example", "without TLS"), ("ALLOWED_HOSTS", "", "ALLOWED_HOSTS is not set"),
            ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS holds *"), ("CORS_ORIGINS", "*", "CORS_ORIGINS holds *"),
        ])
    func production(name: String, value: String, words: String) async throws {
        try await Clinic.use { clinic in
            clinic.settings = Clinic.production
            #expect(await clinic.wrong(ProductionCheck()).isEmpty)
            clinic.settings[name] = value
            let wrong = await clinic.wrong(ProductionCheck())
            #expect(wrong.count == 1 && wrong[0].contains(words), "\(wrong)")
            clinic.settings["ENVIRONMENT"] = "development"
            #expect(await clinic.wrong(ProductionCheck()).isEmpty, "on a developer's machine it is fine")
        }
    }

    @Test("A part of the shop is not asked for what only the whole one needs", arguments: Settings.storingServices)
    func parts(service: String) async throws {
        try await Clinic.use { clinic in
            clinic.settings = Clinic.production
            clinic.settings["ALLOWED_HOSTS"] = nil
            clinic.serving = [service]
            clinic.settings["PUBLIC_URL"] = nil
            // Its keys are missing as well, which is told elsewhere.
            let wrong = await clinic.wrong(ProductionCheck()).filter { $0.hasSuffix("is not set") }
            #expect(wrong == (service == "notifications" ? ["PUBLIC_URL is not set"] : []))
        }
    }

    @Test("The demo's people have no place in production")
    func demoPeople() async throws {
        try await Clinic.use { clinic in
            clinic.settings = Clinic.production
            var credentials = Credentials()
            credentials["demo_password"] = Secret("unsaid")
            try credentials.save(to: clinic.folder + "/credentials")
            let wrong = await clinic.wrong(ProductionCheck())
            #expect(wrong.count == 1 && wrong[0].contains("demo's people") && !wrong[0].contains("unsaid"))
        }
    }

    @Test(
        "What does not fit together",
        arguments: [
            (["ALLOWED_HOSTS": "other.example"], "PUBLIC_URL says shop.example"),
            (["ALLOWED_HOSTS": "shop.example,https://shop.example/"], "ALLOWED_HOSTS holds https://shop.example/"),
            (["CORS_ORIGINS": "shop.example"], "CORS_ORIGINS holds shop.example"),
            (["CORS_ORIGINS": "https://shop.example/"], "CORS_ORIGINS holds https://shop.example/"),
            (["TRUSTED_PROXIES": "proxy"], "no address or range"), (["TRUSTED_PROXIES": "0.0.0.0/0"], "everybody"),
            (["TRUSTED_PROXIES": ""], "TRUSTED_PROXIES is empty"),
            (["TRUSTED_PROXIES": "", "BIND_ADDRESS": "0.0.0.0"], "BIND_ADDRESS is 0.0.0.0"),
            (["CATALOG_PORT": "9000", "CARTS_PORT": "9000"], "CATALOG_PORT and CARTS_PORT are both 9000"),
            (
                ["CATALOG_DATABASE_URL": "sqlite:/a", "CARTS_DATABASE_URL": "sqlite:/a"],
                "catalog and carts have the same database"
            ),
        ])
    func reach(settings: [String: String], words: String) async throws {
        try await Clinic.use(isNew: true) { clinic in
            clinic.settings = Clinic.production
            #expect(await clinic.wrong(ReachCheck()).isEmpty)
            clinic.settings.merge(settings) { $1 }
            let wrong = await clinic.wrong(ReachCheck())
            #expect(wrong.count == 1 && wrong[0].contains(words), "\(wrong)")
        }
    }

    @Test(
        "A name is allowed as the shop itself allows it: in any case, and the domain with everything below it",
        arguments: ["SHOP.example", ".shop.example", ".Example", "*"])
    func allowedName(host: String) async throws {
        try await Clinic.use(isNew: true) { clinic in
            clinic.settings = Clinic.production
            clinic.settings["ALLOWED_HOSTS"] = host
            #expect(await clinic.wrong(ReachCheck()).isEmpty)
        }
    }

    @Test("Names below a domain, and ports that the system chooses, fit")
    func fitting() async throws {
        try await Clinic.use(isNew: true) { clinic in
            clinic.settings = Clinic.production
            clinic.settings.merge([
                "ALLOWED_HOSTS": ".example", "CATALOG_PORT": "0", "CARTS_PORT": "0",
                "CORS_ORIGINS": "https://a.example:8443",
            ]) { $1 }
            #expect(await clinic.wrong(ReachCheck()).isEmpty)
        }
    }

    @Test(
        "A weak password is told, and not shown",
        arguments: ["short", "password1", "my-password-is-long", "xyxyxyxyxyxy", "ADMIN-the-first"])
    func weakPassword(password: String) async throws {
        try await Clinic.use(isNew: true) { clinic in
            clinic.settings = ["ADMIN_PASSWORD": password]
            let findings = await clinic.findings(of: PasswordCheck())
            #expect(findings.contains { $0.level == .wrong && $0.what.hasPrefix("ADMIN_PASSWORD") })
            #expect(!findings.contains { "\($0)".contains(password) })
        }
    }

    @Test("A good password, a generated one, and an address that is none")
    func superuser() async throws {
        try await Clinic.use(isNew: true) { clinic in
            #expect(await clinic.wrong(PasswordCheck()).isEmpty)
            clinic.settings = ["ADMIN_PASSWORD": "seven green kettles"]
            #expect(await clinic.wrong(PasswordCheck()).isEmpty)
            clinic.settings = ["ADMIN_EMAIL": "nobody"]
            #expect(await clinic.wrong(PasswordCheck()) == ["ADMIN_EMAIL is not a mail address"])
        }
    }
}
