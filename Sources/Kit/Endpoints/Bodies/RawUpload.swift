public import HTTP

/// A file: sent as it is, or as the field `file` of a multipart form, which holds nothing else.
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
        guard let part = form[MultipartForm.fileField], form.parts.count == 1 else {
            throw Problem.invalid(Self.faults(of: form))
        }
        guard let type = part.contentType?.essence, fileTypes.contains(type) else {
            throw Problem.unsupportedMediaType(fileTypes)
        }
        return try Self(bytes: Array(part.bytes), mediaType: type, filename: part.filename)
    }

    private static func faults(of form: MultipartForm) -> [FieldError] {
        let name = MultipartForm.fileField
        let files = form.parts.count { $0.name == name }
        var errors: [FieldError] = []
        if files == 0 { errors.append(FieldError(pointer: "/\(name)", code: "required", message: "is required")) }
        if files > 1 { errors.append(FieldError(pointer: "/\(name)", code: "duplicate", message: "stands here twice")) }
        for part in form.parts where part.name != name {
            errors.append(FieldError(pointer: "/\(part.name)", code: "unknown", message: "is not known here"))
        }
        return errors
    }

    /// A file is never read out of JSON.
    public init(from decoder: any Decoder) throws {
        throw DecodingError.dataCorrupted(
            DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "a file cannot be decoded"))
    }
}

extension MultipartForm {
    /// What the one field of a form is called that uploads a file.
    public static let fileField = "file"
}
