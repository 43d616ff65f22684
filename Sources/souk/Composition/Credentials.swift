import Values

/// The accounts that Souk made by itself, in a file that only its owner can read.
///
/// Lines of `name = value`, so that a person, a shell and `souk demo` can all read them.
struct Credentials: Sendable {
    var values: [(name: String, value: Secret<String>)] = []

    subscript(_ name: String) -> Secret<String>? {
        get { values.first { $0.name == name }?.value }
        set {
            values.removeAll { $0.name == name }
            if let newValue { values.append((name, newValue)) }
        }
    }

    init() {}

    /// Reads what the file says; of a name that stands twice, the last line counts.
    init(text: String) {
        for line in text.split(whereSeparator: \.isNewline).map(Self.trimmed) {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(Self.trimmed)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, !line.hasPrefix("#") else { continue }
            self[parts[0]] = Secret(parts[1])
        }
    }

    /// What the file says.
    var text: String {
        "# Made by Souk. Keep it to yourself.\n"
            + values.map { "\($0.name) = \($0.value.reveal())\n" }.joined()
    }

    /// A password that nobody has to remember: 120 bits in base64url.
    static func generatedPassword(_ random: RandomSource) -> Secret<String> {
        Secret(Base64URL.encode(random.bytes(15)))
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
