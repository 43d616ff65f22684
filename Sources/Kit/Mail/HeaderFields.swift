/// Header fields, one behind the other, folded to lines that every mail server takes.
struct HeaderFields {
    private(set) var bytes: [UInt8] = []

    /// Lines should be no longer (RFC 5322, 2.1.1).
    private static let longestLine = 78

    mutating func add(_ name: String, _ value: String) { add(name, [value]) }

    /// - Parameter words: printable ASCII; a line may be broken between any two of them.
    mutating func add(_ name: String, _ words: [String]) {
        var line = name + ":"
        for word in words {
            if line.utf8.count + 1 + word.utf8.count > Self.longestLine, !line.hasSuffix(":") {
                bytes += Array(line.utf8) + [0x0D, 0x0A]
                line = ""
            }
            line += " " + word
        }
        bytes += Array(line.utf8) + [0x0D, 0x0A]
    }
}
