/// `multipart/form-data` (RFC 7578), how browsers send files.
///
/// It is parsed out of a body that was collected under a limit; the parts are slices of it, not copies.
public struct MultipartForm: Sendable {
    /// One field or file of the form.
    public struct Part: Sendable {
        public let name: String
        /// What the sender calls the file; never to be used as a path.
        public let filename: String?
        public let contentType: MediaType?
        public let bytes: ArraySlice<UInt8>

        /// The bytes as text; nil when they are not UTF-8.
        public var text: String? { String(validating: bytes, as: UTF8.self) }
    }

    public static let mediaType = "multipart/form-data"

    public let parts: [Part]

    public subscript(_ name: String) -> Part? {
        parts.first { $0.name == name }
    }

    /// Reads the form of a request.
    /// - Throws: the problem 415 when it is none, 413 when it is too large, 400 when it is malformed.
    public init(
        _ request: HTTPRequest, limit: Int, maximumParts: Int = 16
    ) async throws {
        let type = try request.contentType(among: [Self.mediaType])
        guard let boundary = type.parameter("boundary") else {
            throw Problem.malformed("The Content-Type of a multipart form needs a boundary.")
        }
        try self.init(await request.body.collect(upTo: limit), boundary: boundary, maximumParts: maximumParts)
    }

    /// - Throws: the problem 400 when it is malformed, 413 when it has too many parts.
    public init(_ body: [UInt8], boundary: String, maximumParts: Int = 16) throws(Problem) {
        guard (1...70).contains(boundary.utf8.count), HTTPToken.isFieldValue(boundary) else {
            throw .malformed("The boundary of the multipart form is not valid.")
        }
        var reader = MultipartReader(body, boundary: boundary)
        var parts: [Part] = []
        try reader.skipPreamble()
        while try reader.hasAnotherPart() {
            guard parts.count < maximumParts else {
                throw Problem(.contentTooLarge, "A multipart form has at most \(maximumParts) parts here.")
            }
            parts.append(try reader.part())
        }
        self.parts = parts
    }
}
