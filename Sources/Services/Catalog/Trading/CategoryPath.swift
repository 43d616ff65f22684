/// A category as a file names it: the names from the top down, as `Books > Fiction`.
///
/// The sign between them may stand with a blank on each side or without; within a name it is written `\>`, and a
/// backslash `\\`.
enum CategoryPath {
    static func text(_ names: [String]) -> String {
        names.map { name in
            var escaped = String.UnicodeScalarView()
            for scalar in name.unicodeScalars {
                if scalar == ">" || scalar == "\\" { escaped.append("\\") }
                escaped.append(scalar)
            }
            return String(escaped)
        }.joined(separator: " > ")
    }

    /// Nil for a backslash before anything but `>` and `\`.
    static func names(_ text: String) -> [String]? {
        var names: [String.UnicodeScalarView] = [String.UnicodeScalarView()]
        var isEscaped = false
        for scalar in text.unicodeScalars {
            if isEscaped {
                guard scalar == ">" || scalar == "\\" else { return nil }
                names[names.count - 1].append(scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == ">" {
                names.append(String.UnicodeScalarView())
            } else {
                names[names.count - 1].append(scalar)
            }
        }
        guard !isEscaped else { return nil }
        let last = names.count - 1
        // One blank on each side belongs to the sign.
        return names.enumerated().map { index, name in
            var name = name[...]
            if index > 0, name.first == " " { name = name.dropFirst() }
            if index < last, name.last == " " { name = name.dropLast() }
            return String(name)
        }
    }
}
