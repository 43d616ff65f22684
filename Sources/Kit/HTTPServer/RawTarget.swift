import Glibc

/// The request target as it came, noted before the library splits it at its question mark.
struct RawTarget {
    /// Where it stands in the connection's memory; the bytes there change later.
    let start: UnsafePointer<CChar>
    let end: UnsafePointer<CChar>
    let text: String

    init(_ start: UnsafePointer<CChar>) {
        self.start = start
        end = start + strlen(start)
        text = String(decoding: UnsafeRawBufferPointer(start: start, count: end - start), as: UTF8.self)
    }

    /// The host that an absolute target names, in lower case; nil for a mere path.
    var authority: String? {
        guard text.utf8.first != UInt8(ascii: "/"), let colon = text.firstIndex(of: ":") else { return nil }
        let rest = text[text.index(after: colon)...]
        guard rest.hasPrefix("//") else { return nil }
        return rest.dropFirst(2).prefix { $0 != "/" && $0 != "?" }.lowercased()
    }
}
