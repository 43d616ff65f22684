public import Endpoints

/// A picture as it is uploaded, raw or as a part of a form.
public struct ImageUpload: RawUpload {
    public static let fileTypes = ["image/png", "image/jpeg", "image/webp"]
    /// 2 MB, and some room for the frame of a form.
    public static let bodyLimit = ImageUpload.sizeLimit + 16 * 1024
    public static let sizeLimit = 2 * 1024 * 1024
    public static var sample: ImageUpload { ImageUpload(bytes: [], mediaType: "image/png") }

    public let bytes: [UInt8]
    public let mediaType: String

    public init(bytes: [UInt8], mediaType: String, filename _: String? = nil) {
        self.bytes = bytes
        self.mediaType = mediaType
    }
}
