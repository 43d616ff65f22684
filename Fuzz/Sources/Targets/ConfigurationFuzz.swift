import Observability

@testable import ServiceKit

/// Settings: the `.env` file, the command line, and each kind of value.
enum ConfigurationFuzz: FuzzTarget {
    static let name = "configuration"

    static func run(_ input: FuzzInput) {
        let (choice, rest) = input.choosing(among: 3)
        switch choice {
        case 0: checkFile(rest)
        case 1: checkFlags(rest.text)
        default: checkValues(rest.text)
        }
    }

    private static func checkFile(_ input: FuzzInput) {
        guard let entries = try? EnvironmentFile.parse(input.text) else { return }
        let lines = input.bytes.split(omittingEmptySubsequences: false) { $0 == 0x0A || $0 == 0x0D }
        expect(entries.count <= lines.count, "more entries than lines")
        for entry in entries {
            let isName = entry.name.utf8.allSatisfy {
                Unicode.Scalar($0).properties.isAlphabetic || $0 == 0x5F || $0 < 0x3A
            }
            expect(isName && !entry.name.isEmpty, "\(entry.name) is no name")
            expect(!entry.value.utf8.contains { $0 == 0x0A || $0 == 0x0D }, "the value of \(entry.name) has two lines")
            let quote = entry.value.contains("\"") ? "'" : "\""
            guard !entry.value.utf8.contains(quote.utf8.first ?? 0) else { continue }
            let again = mustNotThrow("an entry cannot be read again") {
                try EnvironmentFile.parse("export \(entry.name) = \(quote)\(entry.value)\(quote) # note")
            }
            expect(again.map(\.name) == [entry.name] && again.map(\.value) == [entry.value], "an entry is another")
        }
        _ = try? Configuration(table: table, environmentFile: input.text)
    }

    private static let port = Setting.port("GATEWAY_PORT", "where the gateway listens", default: "8000")
    private static let debug = Setting.yesOrNo("DEBUG", "says more")
    private static let hosts = Setting.list("ALLOWED_HOSTS", "who we are", form: "names between commas")
    private static let address = Setting.webAddress("PUBLIC_URL", "where we are")
    private static let secret = Setting.text("SECRET_KEY", "what nobody sees", isSecret: true)
    private static let table: [any SettingDeclaration] = [port, debug, hosts, address, secret]

    /// Arguments, one a line.
    private static func checkFlags(_ text: String) {
        let arguments = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        guard let configuration = try? Configuration(table: table, arguments: arguments) else { return }
        let port: Int = mustNotThrow("a port was accepted and is none") { try configuration.read(self.port) }
        expect((0...65_535).contains(port), "\(port) is no port")
        let hosts: [String] = mustNotThrow("hosts were accepted and are none") { try configuration.read(self.hosts) }
        expect(hosts.allSatisfy { host in !host.isEmpty && !host.contains { $0.isWhitespace || $0 == "," } }, "no host")
        if let key = try? configuration.readIfSet(secret), key.utf8.count > 24 {
            expect(!configuration.summary.contains(key), "the summary shows a secret")
        }
        expect(configuration.operands.count <= arguments.count, "more operands than arguments")
    }

    private static func checkValues(_ text: String) {
        if let address = address.parse(text) {
            expect(address.hasPrefix("http://") || address.hasPrefix("https://"), "\(address) is no web address")
            expect(!address.contains(where: \.isWhitespace), "a web address with blanks")
        }
        if let port = port.parse(text) { expect((0...65_535).contains(port), "\(port) is no port") }
        if case .sqlite(let path)? = DatabaseAddress(text) { expect(!path.isEmpty, "a database without a path") }
        if let level = Logger.Level(text) { expect(Logger.Level(level.description) == level, "a level is another") }
    }
}
