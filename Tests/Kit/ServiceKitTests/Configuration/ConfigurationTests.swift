import ServiceKit
import Testing
import Values

@Suite("Configuration")
struct ConfigurationTests {
    private func load(
        _ arguments: [String] = [], environment: [String: String] = [:], file: String? = nil,
        files: [String: String] = [:]
    ) throws -> Configuration {
        try Configuration(
            table: Settings.all, arguments: arguments, environment: environment, environmentFile: file,
            readFile: { path in
                guard let content = files[path] else { throw Missing() }
                return content
            })
    }

    private func faults(_ body: () throws -> Configuration) -> [ConfigurationError.Fault] {
        do {
            _ = try body()
            return []
        } catch {
            return (error as? ConfigurationError)?.faults ?? []
        }
    }

    private struct Missing: Error {}

    @Test("Nobody has to set anything")
    func defaults() throws {
        let configuration = try load()
        #expect(try configuration.read(Settings.environment) == .development)
        #expect(try configuration.read(Settings.port(of: "catalog")) == 8002)
        #expect(try configuration.read(Settings.currency) == .usd)
        #expect(try configuration.readIfSet(Settings.publicURL) == nil)
    }

    @Test("A flag beats the environment, which beats the .env file, which beats the default")
    func precedence() throws {
        let environment = ["CATALOG_PORT": "9001", "CARTS_PORT": "9002"]
        let file = "CATALOG_PORT=7001\nCARTS_PORT=7002\nORDERS_PORT=7003\n"
        let configuration = try load(["--catalog-port", "6001"], environment: environment, file: file)
        let ports = try ["catalog", "carts", "orders", "reviews"].map {
            try configuration.read(Settings.port(of: $0))
        }
        #expect(ports == [6001, 9002, 7003, 8004])
    }

    @Test("What is left of the command line is the command and its operands")
    func operands() throws {
        let configuration = try load(["serve", "--debug", "catalog,carts", "--data-dir=/tmp/x", "--", "--odd"])
        #expect(configuration.operands == ["serve", "catalog,carts", "--odd"])
        #expect(try configuration.read(Settings.debug))
        #expect(try configuration.read(Settings.dataDirectory) == "/tmp/x")
    }

    @Test("NAME_FILE reads the value from a file, without its last newline")
    func valueFromFile() throws {
        let configuration = try load(
            environment: ["ADMIN_PASSWORD_FILE": "/run/secrets/admin"],
            files: ["/run/secrets/admin": "correct horse\n"])
        #expect(try configuration.read(Settings.adminPassword) == "correct horse")
    }

    @Test("A file that cannot be read is named")
    func missingFile() {
        let faults = faults { try load(environment: ["ADMIN_PASSWORD_FILE": "/nowhere"]) }
        #expect(faults.map(\.name) == ["ADMIN_PASSWORD_FILE"])
    }

    @Test("SIGNING_KEY_FILE is a path, not a value to be read from a file")
    func pathSettings() throws {
        let configuration = try load(environment: ["SIGNING_KEY_FILE": "/keys/a.pem"])
        #expect(try configuration.read(Settings.signingKeyFile) == "/keys/a.pem")
    }

    @Test("Every malformed value is reported at once, by the name of its variable")
    func malformed() {
        let faults = faults {
            try load(
                ["--carts-port", "many"],
                environment: ["CURRENCY": "JPY", "LOG_LEVEL": "loud", "PUBLIC_URL": "shop.example"])
        }
        #expect(
            faults.map(\.name) == [
                "PUBLIC_URL in the environment", "--carts-port", "CURRENCY in the environment",
                "LOG_LEVEL in the environment",
            ])
    }

    @Test("An unknown flag is refused, with the one that was probably meant")
    func unknownFlag() throws {
        let fault = try #require(faults { try load(["--catlog-port", "1"]) }.first)
        #expect(fault.name == "--catlog-port")
        #expect(fault.message.contains("--catalog-port"))
    }

    @Test("A flag given twice is refused, and so is one without its value")
    func badFlags() {
        #expect(faults { try load(["--carts-port", "1", "--carts-port", "2"]) }.map(\.name) == ["--carts-port"])
        #expect(faults { try load(["--carts-port"]) }.map(\.name) == ["--carts-port"])
    }

    @Test("An unknown variable of our own prefix is refused; one of the .env file is told")
    func unknownVariables() throws {
        #expect(faults { try load(environment: ["SOUK_FAIL_PONT": "x"]) }.map(\.name) == ["SOUK_FAIL_PONT"])
        let notices = try load(file: "POSTGRES_PASSWORD=x\nCATLOG_PORT=1").notices
        #expect(notices.count == 2)
        #expect(notices.first?.contains("CATALOG_PORT") == true)
    }

    @Test("An empty variable counts as unset")
    func emptyVariable() throws {
        #expect(try load(environment: ["CATALOG_PORT": ""]).read(Settings.port(of: "catalog")) == 8002)
    }

    @Test("The port that Kubernetes injects is explained")
    func kubernetesServiceLink() {
        let faults = faults { try load(environment: ["CATALOG_PORT": "tcp://10.0.0.7:8002"]) }
        #expect(faults.first?.message.contains("enableServiceLinks") == true)
    }

    @Test("A secret is masked when settings are printed, and in the error about it")
    func secretsStayHidden() throws {
        let summary = try load(environment: ["ADMIN_PASSWORD": "hunter22"]).summary
        #expect(summary.contains("ADMIN_PASSWORD=********"))
        #expect(!summary.contains("hunter22"))
    }

    @Test("A password inside of a URL is masked")
    func passwordInURL() throws {
        let summary = try load(environment: ["CATALOG_URL": "http://souk:hunter22@catalog"]).summary
        #expect(summary.contains("http://souk:********@catalog"))
    }

    @Test("A missing value names its variable")
    func missing() throws {
        let configuration = try load()
        let error = #expect(throws: ConfigurationError.self) { try configuration.read(Settings.publicURL) }
        #expect(error?.faults.first?.name == "PUBLIC_URL")
    }

    @Test("The help names every setting once")
    func help() {
        let help = Configuration.help(Settings.all)
        for setting in Settings.all {
            #expect(help.contains("(\(setting.name))"))
        }
        #expect(Set(Settings.all.map(\.name)).count == Settings.all.count)
    }

    @Test("Every default can be read")
    func defaultsAreValid() {
        for setting in Settings.all {
            #expect(setting.defaultText.flatMap(setting.complaint(about:)) == nil, "\(setting.name)")
        }
    }
}
