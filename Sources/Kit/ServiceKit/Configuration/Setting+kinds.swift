extension Setting where Value == String {
    /// Any text that is not empty.
    public static func text(
        _ name: String, _ summary: String, default defaultText: String? = nil, isSecret: Bool = false,
        scope: SettingScope = .everywhere
    ) -> Self {
        Self(name, summary, form: "a text that is not empty", default: defaultText, isSecret: isSecret, scope: scope) {
            $0.isEmpty ? nil : $0
        }
    }

    /// The path of a file or folder.
    public static func path(_ name: String, _ summary: String, default defaultText: String? = nil) -> Self {
        Self(name, summary, form: "a path", default: defaultText) { $0.isEmpty || $0.contains("\0") ? nil : $0 }
    }

    /// An absolute `http` or `https` URL; a final slash is dropped.
    public static func webAddress(_ name: String, _ summary: String, default defaultText: String? = nil) -> Self {
        Self(name, summary, form: "an http:// or https:// URL", default: defaultText, parse: parseWebAddress)
    }
}

extension Setting where Value == [String] {
    /// One or more absolute `http` or `https` URLs between commas.
    public static func webAddresses(_ name: String, _ summary: String) -> Self {
        Self(name, summary, form: "an http:// or https:// URL, or several between commas") { text in
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            let addresses = parts.compactMap { parseWebAddress(String($0)) }
            return addresses.count == parts.count ? addresses : nil
        }
    }
}

private func parseWebAddress(_ text: String) -> String? {
    for scheme in ["http://", "https://"] where text.hasPrefix(scheme) {
        let rest = text.dropFirst(scheme.count)
        guard let first = rest.first, first != "/", !rest.contains(where: \.isWhitespace) else { return nil }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
    return nil
}

extension Setting where Value == Bool {
    /// `true` or `false`, also `1`, `0`, `yes`, `no`, `on`, `off`; the flag may stand alone.
    public static func yesOrNo(
        _ name: String, _ summary: String, default defaultText: String = "false", scope: SettingScope = .everywhere
    ) -> Self {
        Self(name, summary, form: "true or false", default: defaultText, scope: scope) { text in
            switch text.lowercased() {
            case "true", "1", "yes", "on": true
            case "false", "0", "no", "off", "": false
            default: nil
            }
        }
    }
}

extension Setting where Value == Int {
    /// A whole number within bounds.
    public static func number(
        _ name: String, _ summary: String, in bounds: ClosedRange<Int>, default defaultText: String? = nil,
        scope: SettingScope = .everywhere
    ) -> Self {
        let form = "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
        return Self(name, summary, form: form, default: defaultText, scope: scope) { text in
            Int(text).flatMap { bounds.contains($0) ? $0 : nil }
        }
    }

    /// A TCP port; 0 takes any free one.
    public static func port(_ name: String, _ summary: String, default defaultText: String) -> Self {
        number(name, summary, in: 0...65_535, default: defaultText)
    }
}

extension Setting where Value == [String] {
    /// Items between commas; empty means none.
    public static func list(_ name: String, _ summary: String, form: String, default defaultText: String = "") -> Self {
        Self(name, summary, form: form, default: defaultText) { text in
            let items = text.split(separator: ",", omittingEmptySubsequences: true).map { item in
                item.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
            }
            let names = items.map { String($0) }
            return names.contains { $0.isEmpty || $0.contains(where: \.isWhitespace) } ? nil : names
        }
    }
}

extension Setting where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
    /// One of a fixed set of words, in any case.
    public static func choice(_ name: String, _ summary: String, default defaultText: String? = nil) -> Self {
        let words = Value.allCases.map(\.rawValue).joined(separator: ", ")
        return Self(name, summary, form: "one of \(words)", default: defaultText) { text in
            Value.allCases.first { $0.rawValue.lowercased() == text.lowercased() }
        }
    }
}
