/// A text as databases compare it: byte by byte. Swift takes two spellings of an accent for the same text.
struct TextKey: Hashable, Sendable {
    private let bytes: [UInt8]

    init(_ text: String) {
        bytes = Array(text.utf8)
    }
}

extension String {
    /// Whether both have the same bytes.
    func isIdentical(to other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
