extension JSONValue: Codable {
    /// Decodes from JSON only: a tree has no meaning in another format.
    public init(from decoder: any Decoder) throws {
        guard let decoder = decoder as? JSONValueDecoder else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "can be read from JSON only"))
        }
        self = decoder.json ?? .null
    }

    public func encode(to encoder: any Encoder) throws {
        guard let encoder = encoder as? JSONStreamEncoder else {
            throw EncodingError.invalidValue(
                self,
                EncodingError.Context(codingPath: encoder.codingPath, debugDescription: "can be written as JSON only"))
        }
        write(to: &encoder.stream.writer)
    }
}
