/// A value out of a file, as it may be shown to a person: short, in quotes, and with nothing in it that steers a
/// terminal or turns the line around.
enum Shown {
    private static let longest = 60

    static func text(_ value: String) -> String {
        var shown = "\""
        for (count, scalar) in value.unicodeScalars.enumerated() {
            guard count < longest else { return shown + "…\"" }
            switch scalar {
            case "\"": shown += "\\\""
            case "\\": shown += "\\\\"
            case "\n": shown += "\\n"
            case "\r": shown += "\\r"
            case "\t": shown += "\\t"
            default:
                if isPlain(scalar) {
                    shown.unicodeScalars.append(scalar)
                } else {
                    shown += "\\u{\(String(scalar.value, radix: 16))}"
                }
            }
        }
        return shown + "\""
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
