public import HTTP

/// A file: sent as it is, or as the one file of a multipart form.
public protocol RawUpload: RequestBody, Described {
    /// What the file may be.
    static var fileTypes: [String] { get }

    /// - Parameter filename: what the sender calls it; never to be used as a path.
    init(bytes: [UInt8], mediaType: String, filename: String?) throws
}

extension RawUpload {
    public static func mediaTypes(for _: HTTPMethod) -> [String] { fileTypes + [MultipartForm.mediaType] }

    public static func shape(inside _: [String]) -> Shape { Shape(.binary) }

    public static func read(_ content: RequestContent) throws -> Self {
        guard content.type.essence == MultipartForm.mediaType else {
            return try Self(bytes: content.bytes, mediaType: content.type.essence, filename: nil)
        }
        guard let boundary = content.type.parameter("boundary") else {
            throw Problem.malformed("The Content-Type of a multipart form needs a boundary.")
        }
        let form = try MultipartForm(content.bytes, boundary: boundary)
        guard let part = form.parts.first(where: { $0.filename != nil }) ?? form.parts.first else {
            throw Problem.malformed("The multipart form holds no file.")
        }
        guard let type = part.contentType?.essence, fileTypes.contains(type) else {
            throw Problem.unsupportedMediaType(fileTypes)
        }
        return try Self(bytes: Array(part.bytes), mediaType: type, filename: part.filename)
    }

    /// A file is never read out of JSON.
    public init(from decoder: any Decoder) throws {
        throw DecodingError.dataCorrupted(
            DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "a file cannot be decoded"))
    }
}
