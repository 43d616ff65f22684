/// The bytes by which a kind of picture is known, whatever its sender calls it.
enum ImageSignature {
    static func matches(_ bytes: [UInt8], mediaType: String) -> Bool {
        switch mediaType {
        case "image/png":
            bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        case "image/jpeg":
            bytes.starts(with: [0xFF, 0xD8, 0xFF])
        case "image/webp":
            bytes.count >= 12 && bytes.starts(with: "RIFF".utf8) && bytes[8..<12].elementsEqual("WEBP".utf8)
        default:
            false
        }
    }
}
