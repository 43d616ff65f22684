import FoundationEssentials

/// The settings of this process, read once at start: flags first, then the environment, the `.env` file, the defaults.
///
/// `NAME_FILE` names a file that holds the value of `NAME`, as secrets are mounted in containers. Every value is
/// checked when it is loaded, so that a typo stops the start and not a request an hour later.
public struct Configuration: Sendable {
    /// What stands on the command line besides flags: the command and its operands.
    public let operands: [String]
    /// Things that deserve a line in the log but do not stop the start.
    public let notices: [String]
    /// What is wrong; empty unless the configuration was read by ``init(withFaults:arguments:environment:environmentFile:readFile:)``.
    public let faults: [ConfigurationError.Fault]
    private let table: [any SettingDeclaration]
    private let given: [String: GivenValue]

    /// Reads and checks everything.
    /// - Parameters:
    ///   - table: every setting there is; a flag outside of it is refused.
    ///   - readFile: the content of a file, for `NAME_FILE`.
    /// - Throws: every fault at once.
    public init(
        table: [any SettingDeclaration], arguments: [String] = [], environment: [String: String] = [:],
        environmentFile: String? = nil,
        readFile: (_ path: String) throws -> String = Configuration.content(ofFile:)
    ) throws(ConfigurationError) {
        self.init(
            withFaults: table, arguments: arguments, environment: environment, environmentFile: environmentFile,
            readFile: readFile)
        guard faults.isEmpty else { throw ConfigurationError(faults) }
    }

    /// Reads what can be read, for those who find out what is wrong: a setting with a fault is as if nobody had set it.
    public init(
        withFaults table: [any SettingDeclaration], arguments: [String] = [], environment: [String: String] = [:],
        environmentFile: String? = nil,
        readFile: (_ path: String) throws -> String = Configuration.content(ofFile:)
    ) {
        let flags = CommandLineFlags(arguments, table: table)
        var fileValues: [String: String] = [:]
        var faults = flags.faults
        do throws(ConfigurationError) {
            for entry in try EnvironmentFile.parse(environmentFile ?? "") { fileValues[entry.name] = entry.value }
        } catch {
            faults += error.faults
        }
        var given: [String: GivenValue] = [:]
        for setting in table {
            do throws(ConfigurationError) {
                guard
                    let value = try Self.find(
                        setting, flags: flags.values, environment: environment, environmentFile: fileValues,
                        isDeclared: { name in table.contains { $0.name == name } }, readFile: readFile)
                else { continue }
                if let complaint = setting.complaint(about: value.text) {
                    throw ConfigurationError(value.source, Self.explain(complaint, of: setting, text: value.text))
                }
                given[setting.name] = value
            } catch {
                faults += error.faults
            }
        }
        faults += Self.unknownOwnVariables(in: environment, table: table)
        self.faults = faults
        self.table = table
        self.given = given
        operands = flags.operands
        notices = Self.unknownNames(in: fileValues, table: table)
    }

    /// The value of a setting that is set or has a default.
    /// - Throws: an error with the variable's name if it has neither.
    public func read<Value>(_ setting: Setting<Value>) throws(ConfigurationError) -> Value {
        guard let value = try readIfSet(setting) else {
            throw ConfigurationError(setting.name, "is missing: set it to \(setting.form)")
        }
        return value
    }

    /// The value of a setting, its default, or nil.
    public func readIfSet<Value>(_ setting: Setting<Value>) throws(ConfigurationError) -> Value? {
        guard let text = given[setting.name]?.text ?? setting.defaultText else { return nil }
        guard let value = setting.parse(text) else { throw ConfigurationError(setting.name, "must be \(setting.form)") }
        return value
    }

    /// Whether somebody has set it.
    public func isGiven(_ name: String) -> Bool { given[name] != nil }

    /// The addresses of servers that somebody has set, as they were written: they may hold passwords.
    public var givenURLs: [(name: String, text: String)] {
        table.compactMap { setting in
            guard setting.name.hasSuffix("_URL"), let value = given[setting.name] else { return nil }
            return (setting.name, value.text)
        }
    }

    /// Names that are no settings, but nearly: whoever wrote them may have meant the others.
    public static func nearMisses(
        among names: some Sequence<String>, in table: [any SettingDeclaration]
    ) -> [(name: String, meant: String)] {
        let known = Set(table.filter { $0.scope == .everywhere }.map(\.name))
        return names.sorted().compactMap { name in
            guard name.count >= 8, !isKnown(name, in: table) else { return nil }
            return CommandLineFlags.nearest(to: name, among: known, within: 2).map { (name, $0) }
        }
    }

    /// The content of a text file.
    public static func content(ofFile path: String) throws -> String {
        try String(contentsOfFile: path, encoding: .utf8)
    }

    /// What holds, one line a setting with where it comes from; secrets masked.
    public var summary: String {
        table.filter { $0.scope == .everywhere }.map { setting in
            let value = given[setting.name]
            let text = value?.text ?? setting.defaultText ?? ""
            let shown = setting.isSecret && !text.isEmpty ? "********" : Self.withoutPassword(text)
            return "\(setting.name)=\(shown)  (\(value?.source ?? "default"))"
        }.joined(separator: "\n")
    }

    /// The page that `--help` prints.
    public static func help(_ table: [any SettingDeclaration]) -> String {
        table.map { setting in
            let fallback = setting.defaultText.map { $0.isEmpty ? "" : " [default: \($0)]" } ?? ""
            let other = setting.scope == .everywhere ? "  (\(setting.name))" : ""
            return "  \(setting.flag)\(other)\n      \(setting.summary); \(setting.form)\(fallback)"
        }.joined(separator: "\n")
    }
}

/// A text that somebody gave, and where.
private struct GivenValue: Sendable {
    let text: String
    let source: String
}

extension Configuration {
    private static func find(
        _ setting: any SettingDeclaration, flags: [String: String], environment: [String: String],
        environmentFile: [String: String], isDeclared: (String) -> Bool, readFile: (String) throws -> String
    ) throws(ConfigurationError) -> GivenValue? {
        if let text = flags[setting.name] { return GivenValue(text: text, source: setting.flag) }
        guard setting.scope == .everywhere else { return nil }
        let fileName = setting.name + "_FILE"
        for (values, origin) in [(environment, "environment"), (environmentFile, ".env")] {
            // An empty variable counts as unset: compose files cannot leave one out.
            let text = values[setting.name].flatMap { $0.isEmpty ? nil : $0 }
            // SIGNING_KEY_FILE and its like are settings of their own.
            let path = isDeclared(fileName) ? nil : values[fileName].flatMap { $0.isEmpty ? nil : $0 }
            switch (text, path) {
            case (nil, nil): continue
            case (let text?, nil): return GivenValue(text: text, source: "\(setting.name) in the \(origin)")
            case (_?, _?): throw ConfigurationError(setting.name, "give either \(setting.name) or \(fileName)")
            case (nil, let path?):
                guard var text = try? readFile(path) else {
                    throw ConfigurationError(fileName, "cannot read the file \(path)")
                }
                while text.last?.isNewline == true { text.removeLast() }
                return GivenValue(text: text, source: "\(fileName) in the \(origin)")
            }
        }
        return nil
    }

    private static func explain(_ complaint: String, of setting: any SettingDeclaration, text: String) -> String {
        if setting.isSecret { return complaint }
        if setting.name.hasSuffix("_PORT"), text.hasPrefix("tcp://") {
            return "\(complaint); \(text) comes from Kubernetes, set enableServiceLinks: false on the pod"
        }
        return "\(complaint), not \(text.debugDescription)"
    }

    /// Variables that begin with SOUK_ can only be meant for this program, so an unknown one is a typo.
    private static func unknownOwnVariables(
        in environment: [String: String], table: [any SettingDeclaration]
    ) -> [ConfigurationError.Fault] {
        let names = environment.keys.filter { $0.hasPrefix("SOUK_") && !isKnown($0, in: table) }
        return names.sorted().map { name in
            let hint = CommandLineFlags.suggestion(name, among: table.map(\.name))
            return ConfigurationError.Fault(name: name, message: "there is no such setting" + hint)
        }
    }

    /// A `.env` file is often shared with compose, so what is unknown there is only told.
    private static func unknownNames(in values: [String: String], table: [any SettingDeclaration]) -> [String] {
        values.keys.filter { !isKnown($0, in: table) }.sorted().map { name in
            ".env: \(name) is not a setting of Souk" + CommandLineFlags.suggestion(name, among: table.map(\.name))
        }
    }

    private static func isKnown(_ name: String, in table: [any SettingDeclaration]) -> Bool {
        table.contains { $0.scope == .everywhere && ($0.name == name || $0.name + "_FILE" == name) }
    }

    /// A URL such as `smtp://user:password@host` without what stands between the colon and the at sign.
    private static func withoutPassword(_ text: String) -> String {
        guard let at = text.lastIndex(of: "@"), let scheme = text.firstRange(of: "://") else { return text }
        guard scheme.upperBound < at, let colon = text[scheme.upperBound..<at].firstIndex(of: ":") else { return text }
        return text[...colon] + "********" + text[at...]
    }
}
