/// A strong entity tag: two answers with the same tag are the same bytes.
public struct ETag: Hashable, Sendable {
    /// The text between the quotes.
    public let opaque: String

    /// - Parameter opaque: made of visible ASCII without quotes, as versions and digests are.
    public init(_ opaque: String) {
        self.opaque = opaque
    }

    /// The tag of an answer that has nothing better to tell its versions apart.
    public init(of bytes: [UInt8]) {
        self.init(bytes.withUnsafeBytes { ContentHash.text(of: $0) })
    }

    public init(of bytes: UnsafeRawBufferPointer) {
        self.init(ContentHash.text(of: bytes))
    }

    /// The tag as a field's value, in quotes.
    public var fieldValue: String { "\"\(opaque)\"" }
}

extension ETag: CustomStringConvertible {
    public var description: String { fieldValue }
}
