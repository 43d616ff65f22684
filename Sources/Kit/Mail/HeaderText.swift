import FoundationEssentials

/// What people have written, as header fields can hold it: ASCII as it is, anything else as encoded words (RFC 2047).
enum HeaderText {
    /// The words of a subject.
    static func words(_ text: String) -> [String] {
        let text = withoutControls(text)
        // Something that looks like an encoded word would be decoded; something too long could not be folded.
        let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let isPlain =
            text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
            && !text.hasPrefix(" ") && !text.hasSuffix(" ") && !text.contains("  ")
            && words.allSatisfy { $0.utf8.count <= 60 }
        return isPlain ? words : encodedWords(text)
    }

    /// The name before an address: quoted where it is ASCII.
    static func phrase(_ name: String) -> [String] {
        let name = withoutControls(name)
        let isPlain =
            name.utf8.allSatisfy { (0x20...0x7E).contains($0) && !"\"\\".utf8.contains($0) }
            && !name.contains("=?") && name.utf8.count <= 60
        return isPlain ? ["\"\(name)\""] : encodedWords(name)
    }

    /// Each at most 75 characters long, none of which ends within a character.
    private static func encodedWords(_ text: String) -> [String] {
        var words: [String] = []
        var chunk: [UInt8] = []
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            // 45 bytes are 60 characters in base 64.
            if chunk.count + bytes.count > 45 {
                words.append(encodedWord(chunk))
                chunk = []
            }
            chunk += bytes
        }
        if !chunk.isEmpty || words.isEmpty { words.append(encodedWord(chunk)) }
        return words
    }

    private static func encodedWord(_ bytes: [UInt8]) -> String {
        "=?UTF-8?B?\(Data(bytes).base64EncodedString())?="
    }

    private static func withoutControls(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isBreak =
                scalar.properties.generalCategory == .control || scalar.value == 0x2028 || scalar.value == 0x2029
            result.append(isBreak ? " " : scalar)
        }
        return String(result)
    }
}
