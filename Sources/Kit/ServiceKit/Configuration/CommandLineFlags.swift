/// The command line, taken apart: flags that settings declare, and what is left over.
struct CommandLineFlags {
    private(set) var values: [String: String] = [:]
    private(set) var operands: [String] = []
    private(set) var faults: [ConfigurationError.Fault] = []

    /// Takes `--name value`, `--name=value` and a bare `--switch`; `--` ends the flags.
    init(_ arguments: some Sequence<String>, table: [any SettingDeclaration]) {
        let byFlag = Dictionary(table.map { ($0.flag, $0) }, uniquingKeysWith: { first, _ in first })
        var rest = Array(arguments)[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                operands += rest
                return
            }
            guard argument.hasPrefix("-"), argument.count > 1 else {
                operands.append(argument)
                continue
            }
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let setting = byFlag[String(parts[0])] else {
                refuse(
                    String(parts[0]), "there is no such flag" + Self.suggestion(String(parts[0]), among: byFlag.keys))
                continue
            }
            guard values[setting.name] == nil else {
                refuse(setting.flag, "is given twice")
                continue
            }
            if parts.count == 2 {
                values[setting.name] = String(parts[1])
            } else if setting.isSwitch {
                values[setting.name] = "true"
            } else if let value = rest.first, !value.hasPrefix("--") {
                rest.removeFirst()
                values[setting.name] = value
            } else {
                refuse(setting.flag, "needs a value: \(setting.form)")
            }
        }
    }

    private mutating func refuse(_ flag: String, _ message: String) {
        faults.append(ConfigurationError.Fault(name: flag, message: message))
    }

    /// " (did you mean X?)" for the nearest name, or nothing when none is near.
    static func suggestion(_ name: String, among candidates: some Sequence<String>) -> String {
        nearest(to: name, among: candidates, within: 3).map { " (did you mean \($0)?)" } ?? ""
    }

    /// The nearest name that is near enough.
    static func nearest(to name: String, among candidates: some Sequence<String>, within limit: Int) -> String? {
        let nearest = candidates.map { (distance(name, $0), $0) }.min { $0 < $1 }
        guard let (distance, candidate) = nearest, distance <= limit else { return nil }
        return candidate
    }

    /// How many letters have to be put in, taken out or replaced to come from one name to the other.
    private static func distance(_ first: String, _ second: String) -> Int {
        let second = Array(second.utf8)
        var row = Array(0...second.count)
        for (line, letter) in first.utf8.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for (column, other) in second.enumerated() {
                let replaced = diagonal + (letter == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[second.count]
    }
}
