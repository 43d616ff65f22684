/// What the caller wants to get, from its `Accept`.
public struct AcceptedTypes: Hashable, Sendable {
    private struct Range: Hashable, Sendable {
        let type: String
        let subtype: String
        /// In thousandths.
        let quality: Int

        /// How exactly the range names a type; nil when it does not cover it.
        func precision(for offer: MediaType) -> Int? {
            if type == "*" { return 0 }
            guard type == offer.type else { return nil }
            if subtype == "*" { return 1 }
            return subtype == offer.subtype ? 2 : nil
        }
    }

    private let ranges: [Range]

    /// A missing or empty field accepts everything; a part that cannot be read is left out.
    public init(_ text: String?) {
        var ranges: [Range] = []
        var parts = FieldValueParts(text ?? "", separator: UInt8(ascii: ","))
        while let part = parts.next() {
            guard let type = MediaType(String(part)), let quality = Self.thousandths(type.parameter("q") ?? "1") else {
                continue
            }
            ranges.append(Range(type: type.type, subtype: type.subtype, quality: quality))
        }
        self.ranges = ranges
    }

    /// The offer that the caller likes best, the earlier one where it likes several the same.
    /// - Throws: the problem 406 when it wants none of them.
    public func best(of offers: [String]) throws(Problem) -> String {
        guard !ranges.isEmpty else {
            guard let first = offers.first else { throw .notAcceptable(offers) }
            return first
        }
        var best: (offer: String, quality: Int)?
        for offer in offers {
            guard let type = MediaType(offer) else { continue }
            let quality = quality(of: type)
            if quality > best?.quality ?? 0 { best = (offer, quality) }
        }
        guard let best else { throw .notAcceptable(offers) }
        return best.offer
    }

    private func quality(of offer: MediaType) -> Int {
        var best: (precision: Int, quality: Int) = (-1, 0)
        for range in ranges {
            guard let precision = range.precision(for: offer), precision > best.precision else { continue }
            best = (precision, range.quality)
        }
        return best.quality
    }

    /// `0`, `1`, `0.5`, at most three digits after the point.
    private static func thousandths(_ text: String) -> Int? {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, first == 0x30 || first == 0x31, bytes.count <= 5 else { return nil }
        guard bytes.count > 1 else { return first == 0x31 ? 1_000 : 0 }
        guard bytes[1] == UInt8(ascii: "."), bytes[2...].allSatisfy(ASCII.isDigit) else { return nil }
        var fraction = 0
        for index in 2..<5 { fraction = fraction * 10 + (index < bytes.count ? Int(bytes[index] - 0x30) : 0) }
        if first == 0x31 { return fraction == 0 ? 1_000 : nil }
        return fraction
    }
}

extension HTTPRequest {
    /// The one of the offered types that the caller likes best.
    /// - Throws: the problem 406.
    public func preferredType(of offers: [String]) throws(Problem) -> String {
        try AcceptedTypes(fields[.accept]).best(of: offers)
    }
}
