/// What stands in a pattern of `like … escape '\'`.
public enum LikePattern {
    /// The text with nothing in it that matches anything but itself.
    public static func escape(_ text: String) -> String {
        var escaped = ""
        // By scalars: engines see none of the characters that a sign makes with a mark behind it.
        for character in text.unicodeScalars {
            if character == "%" || character == "_" || character == "\\" { escaped.unicodeScalars.append("\\") }
            escaped.unicodeScalars.append(character)
        }
        return escaped
    }
}
