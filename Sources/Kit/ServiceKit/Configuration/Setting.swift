/// One variable that the program reads: its name, what it is for, how its text is read, and what it is when nobody
/// sets it.
///
/// The same declaration serves the environment (`DATA_DIR`), the flag (`--data-dir`), the `.env` file and the file
/// named by `DATA_DIR_FILE`; `--help` is printed from it.
public struct Setting<Value: Sendable>: SettingDeclaration {
    public let name: String
    public let summary: String
    public let form: String
    public let defaultText: String?
    public let isSecret: Bool
    public let scope: SettingScope
    let parse: @Sendable (_ text: String) -> Value?

    /// Declares a setting.
    /// - Parameters:
    ///   - name: upper case with underscores, as in the environment.
    ///   - form: how a value looks, in words that fit behind "must be".
    ///   - defaultText: the value when nobody sets one, written as a user would.
    ///   - parse: returns nil for a text that it refuses.
    public init(
        _ name: String, _ summary: String, form: String, default defaultText: String? = nil, isSecret: Bool = false,
        scope: SettingScope = .everywhere, parse: @escaping @Sendable (_ text: String) -> Value?
    ) {
        self.name = name
        self.summary = summary
        self.form = form
        self.defaultText = defaultText
        self.isSecret = isSecret
        self.scope = scope
        self.parse = parse
    }

    /// The complaint about a text that cannot be read, if there is one.
    public func complaint(about text: String) -> String? {
        parse(text) == nil ? "must be \(form)" : nil
    }

    /// Whether the flag may stand alone, without a value.
    public var isSwitch: Bool { Value.self == Bool.self }
}

/// Where a setting may be given.
public enum SettingScope: Sendable {
    /// Flag, environment, `.env`, file.
    case everywhere
    /// On the command line only: the options of one command, such as `--products` of `souk seed`.
    case commandLine
}

/// A setting without the type of its value: what the table, the help and the checks need.
public protocol SettingDeclaration: Sendable {
    /// As in the environment.
    var name: String { get }
    /// One line for people.
    var summary: String { get }
    /// How a value looks.
    var form: String { get }
    /// The value when nobody sets one.
    var defaultText: String? { get }
    /// Whether the value is masked when settings are printed.
    var isSecret: Bool { get }
    /// Where it may be given.
    var scope: SettingScope { get }
    /// Whether the flag may stand alone.
    var isSwitch: Bool { get }
    /// The complaint about a text that cannot be read, if there is one.
    func complaint(about text: String) -> String?
}

extension SettingDeclaration {
    /// The flag of this setting: `DATA_DIR` is `--data-dir`.
    public var flag: String {
        "--" + name.lowercased().map { $0 == "_" ? "-" : String($0) }.joined()
    }
}
