import HTTP

/// JSON that is encoded already, with its tag: what the cache keeps of an answer.
struct EncodedAnswer: Sendable {
    /// The tag as a field's value.
    let tag: String
    let body: ArraySlice<UInt8>

    init(_ body: [UInt8]) {
        tag = ETag(of: body).fieldValue
        self.body = body[...]
    }

    /// Reads what ``stored`` wrote.
    init?(stored: [UInt8]) {
        guard let length = stored.last, stored.count > length else { return nil }
        let end = stored.count - 1 - Int(length)
        tag = String(decoding: stored[end..<(stored.count - 1)], as: UTF8.self)
        body = stored[..<end]
    }

    /// The body, the tag and the tag's length in one run of bytes.
    var stored: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(body.count + tag.utf8.count + 1)
        bytes += body
        bytes += tag.utf8
        bytes.append(UInt8(truncatingIfNeeded: tag.utf8.count))
        return bytes
    }

    var response: HTTPResponse {
        var fields = HTTPFields()
        // With room for what the middlewares will add.
        fields.reserveCapacity(12)
        fields.add(.contentType, "application/json")
        fields.add(.etag, tag)
        return HTTPResponse(.ok, fields: fields, body: .part(body))
    }
}
