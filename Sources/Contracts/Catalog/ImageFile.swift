public import Endpoints

/// A picture as it is served.
public struct ImageFile: FileOutput {
    public static let mediaTypes = ["image/png", "image/jpeg", "image/webp", "image/svg+xml"]
    public static var sample: ImageFile { ImageFile() }

    public init() {}
}
