public import HTTP
public import JSON

/// A part of a list, with the way to the parts before and after it.
public struct Page<Item: Codable & Sendable>: Codable, Sendable {
    public var count: Int
    /// False, and only then written, when there are more than were counted.
    public var countExact: Bool?
    /// A relative URL.
    public var next: String?
    /// A relative URL.
    public var previous: String?
    public var results: [Item]

    public init(
        count: Int, countExact: Bool = true, next: String? = nil, previous: String? = nil, results: [Item]
    ) {
        self.count = count
        self.countExact = countExact ? nil : false
        self.next = next
        self.previous = previous
        self.results = results
    }

    /// The answer to a request for a part of a list.
    /// - Parameter count: how many there are; above ``PageWindow/countedAtMost`` it says only that there are more.
    public init<Row>(
        _ part: ListPart<Row>, count: Int, of target: RequestTarget, _ view: (Row) throws -> Item
    ) rethrows {
        self.init(beside: part, count: count, PageLinks(target), results: try part.rows.map(view))
    }

    private init(beside part: ListPart<some Sendable>, count: Int, _ links: PageLinks, results: [Item]) {
        self.init(
            count: min(count, PageWindow.countedAtMost), countExact: count <= PageWindow.countedAtMost,
            next: part.next.map(links.url), previous: part.previous.map(links.url), results: results)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(count, forKey: .count)
        if countExact == false { try container.encode(false, forKey: .countExact) }
        try container.encodeIfPresent(next, forKey: .next)
        try container.encodeIfPresent(previous, forKey: .previous)
        try container.encode(results, forKey: .results)
    }
}

extension Page: JSONWritable where Item: JSONWritable {
    public func write(to writer: inout JSONWriter) {
        write(to: &writer) { $0.member("results", results) }
    }

    /// The answer to a request for a part of a list, around results that are JSON already.
    /// - Parameter results: an array of the part's rows.
    public static func encode(
        _ results: [UInt8], beside part: ListPart<some Sendable>, count: Int, _ links: PageLinks
    ) -> [UInt8] {
        var writer = JSONWriter(reserving: results.count + 512)
        Page(beside: part, count: count, links, results: []).write(to: &writer) { writer in
            writer.key("results")
            writer.raw(results)
        }
        return writer.take()
    }

    private func write(to writer: inout JSONWriter, results: (inout JSONWriter) -> Void) {
        writer.beginObject()
        writer.member("count", count)
        if countExact == false { writer.member("count_exact", false) }
        writer.member("next", next)
        writer.member("previous", previous)
        results(&writer)
        writer.endObject()
    }
}

extension Page: Described, Sampled {
    public static var sample: Page { Page(count: 0, results: []) }

    public static func shape(inside open: [String]) throws -> Shape {
        Shape(
            .object(
                name: Shape.componentName(of: Self.self),
                fields: [
                    ShapeField("count", Shape(.integer, format: "int64", keywords: ["minimum": 0])),
                    ShapeField("count_exact", Shape(.boolean), isOptional: true, isOmittable: true),
                    ShapeField("next", Shape(.string, format: "uri-reference"), isOptional: true),
                    ShapeField("previous", Shape(.string, format: "uri-reference"), isOptional: true),
                    ShapeField("results", Shape(.array(of: try Shape.of(Item.self, inside: open)))),
                ]))
    }
}
