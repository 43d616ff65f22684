/// A `.env` file that names every setting of one process, with what each is for and its default.
public struct EnvironmentExample: Sendable {
    /// What the file is called.
    public let fileName: String
    /// What stands in it.
    public let text: String

    /// Writes the example of a process.
    /// - Parameter process: one of ``Settings/processes``.
    public init(of process: String) {
        fileName = "\(process).env.example"
        let settings = Settings.read(by: process).filter { $0.scope == .everywhere }
        text = ([Self.preface(process)] + settings.map(Self.paragraph)).joined(separator: "\n\n") + "\n"
    }

    private static func preface(_ process: String) -> String {
        """
        # What `souk serve \(process)` reads from its environment. A line that is commented out shows the default.
        # NAME_FILE=/run/secrets/name reads the value of NAME from a file, and is the way for everything secret.
        # Written from the program's own table by UPDATE_CONTRACTS=1 scripts/test --filter EnvironmentExamples
        """
    }

    private static func paragraph(_ setting: any SettingDeclaration) -> String {
        let advice = setting.isSecret ? "\n# Private: better in the file that \(setting.name)_FILE names." : ""
        // The default of what is private is nobody's secret: it is part of the program.
        return "# \(setting.summary)\n# \(setting.form)\(advice)\n# \(setting.name)=\(setting.defaultText ?? "")"
    }
}
