/// What a request asks for: a path and perhaps a query, as they stand on the wire.
///
/// Making one checks everything that could fail later, so that reading it cannot: a target that exists has valid
/// escapes, valid UTF-8, no NUL and no dot segments. The path is split before it is decoded: `%2f` stays inside its
/// segment.
public struct RequestTarget: Hashable, Sendable {
    /// The path with its escapes, from the first slash to before the question mark.
    public let rawPath: String

    /// What follows the question mark, with its escapes; nil without one.
    public let rawQuery: String?

    let pathHasEscapes: Bool

    /// - Throws: the problem 400 for anything that is not a path with an optional query.
    public init(_ text: String) throws(Problem) {
        var text = try Self.withoutAuthority(text)
        guard text.utf8.first == UInt8(ascii: "/") else { throw .malformed("The request target is not a path.") }
        let look = text.withUTF8 { Look(at: $0) }
        guard look.isPlain else {
            throw .malformed("The request target holds a character that has to be escaped.")
        }
        if let mark = look.mark {
            let index = text.utf8.index(text.utf8.startIndex, offsetBy: mark)
            rawPath = String(text[..<index])
            rawQuery = String(text[text.utf8.index(after: index)...])
        } else {
            rawPath = text
            rawQuery = nil
        }
        pathHasEscapes = look.pathHasEscapes
        guard !(look.pathHasEscapes || look.pathHasDots) || Self.hasOnlyPlainSegments(rawPath) else {
            throw .malformed("The path of the request cannot be decoded.")
        }
        if look.queryHasEscapes, let rawQuery, PercentEncoding.decode(rawQuery) == nil {
            throw .malformed("The query of the request cannot be decoded.")
        }
    }

    /// What one walk over a target tells: most targets need no second one.
    private struct Look {
        /// No byte of it would have had to be escaped.
        var isPlain = true
        /// Where the query's question mark stands.
        var mark: Int?
        var pathHasEscapes = false
        var pathHasDots = false
        var queryHasEscapes = false

        init(at bytes: UnsafeBufferPointer<UInt8>) {
            for index in bytes.indices {
                switch bytes[index] {
                case ...0x20, 0x7F..., UInt8(ascii: "#"):
                    isPlain = false
                    return
                case UInt8(ascii: "?") where mark == nil: mark = index
                case UInt8(ascii: "%"): if mark == nil { pathHasEscapes = true } else { queryHasEscapes = true }
                case UInt8(ascii: ".") where mark == nil: pathHasDots = true
                default: break
                }
            }
        }
    }

    /// The query's names and values, decoded, in their order.
    public var queryItems: [QueryItem] {
        guard let rawQuery, !rawQuery.isEmpty else { return [] }
        // The initializer has seen that it can be decoded.
        return URLEncodedForm.parse(rawQuery) ?? []
    }

    /// The first value of that name in the query.
    public func queryValue(_ name: String) -> String? {
        queryItems.first { $0.name == name }?.value
    }

    /// The path's segments, each decoded by itself. A final slash adds none.
    public var segments: [String] {
        PathSegments.withSegments(of: self) { segments in
            segments.ranges.map { segments.text($0) }
        }
    }

    /// An absolute target is what a proxy is sent: its scheme and authority are cut off, as the `Host` field decides.
    private static func withoutAuthority(_ text: String) throws(Problem) -> String {
        guard text.utf8.first != UInt8(ascii: "/") else { return text }
        // Before the text is taken apart by characters: a slash with a mark upon it would be passed over.
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .malformed("The request target holds a character that has to be escaped.")
        }
        for scheme in ["http://", "https://"] where ASCII.equalIgnoringCase(text.prefix(scheme.count), scheme) {
            let rest = text.dropFirst(scheme.count)
            guard let end = rest.firstIndex(where: { $0 == "/" || $0 == "?" }) else { return "/" }
            guard end > rest.startIndex else { break }
            return rest[end] == "/" ? String(rest[end...]) : "/" + rest[end...]
        }
        throw .malformed("The request target is not a path.")
    }

    /// Every segment decodes, holds no control character and is not `.` or `..`.
    private static func hasOnlyPlainSegments(_ path: String) -> Bool {
        path.utf8.split(separator: UInt8(ascii: "/")).allSatisfy { bytes in
            guard let segment = PercentEncoding.decode(Substring(bytes)) else { return false }
            return segment != "." && segment != ".." && segment.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        }
    }
}

extension RequestTarget: CustomStringConvertible {
    /// The target as it stands on the wire.
    public var description: String {
        rawQuery.map { "\(rawPath)?\($0)" } ?? rawPath
    }
}
