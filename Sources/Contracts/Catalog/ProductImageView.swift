public import Values

/// A picture of a product, by its relative URL.
public struct ProductImageView: Codable, Sendable {
    public var number: ProductImageID
    public var url: String
    public var mediaType: String
    public var size: Int

    public init(number: ProductImageID, url: String, mediaType: String, size: Int) {
        self.number = number
        self.url = url
        self.mediaType = mediaType
        self.size = size
    }
}
