/// What stands in a pattern of `like … escape '\'`.
enum LikePattern {
    /// The text with nothing in it that matches anything but itself.
    static func escape(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            if character == "%" || character == "_" || character == "\\" { escaped.unicodeScalars.append("\\") }
            escaped.unicodeScalars.append(character)
        }
        return escaped
    }
}
