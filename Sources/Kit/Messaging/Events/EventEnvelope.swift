public import FoundationEssentials
public import JSON
public import Values

/// An event on its way, with what every event has.
public struct EventEnvelope: Codable, Hashable, Sendable {
    /// The same at each delivery: consumers recognise a duplicate by it.
    public let id: UUID
    public let type: String
    /// The service that it comes from.
    public let source: String
    public let time: Timestamp
    public let subject: String
    /// The event itself.
    public let data: JSONValue
    /// The trace that it belongs to, as W3C writes it.
    public let traceparent: String?

    public init(
        id: UUID, type: String, source: String, time: Timestamp, subject: String, data: JSONValue,
        traceparent: String? = nil
    ) {
        self.id = id
        self.type = type
        self.source = source
        self.time = time
        self.subject = subject
        self.data = data
        self.traceparent = traceparent
    }

    /// The event. What a newer sender has added to it is passed over.
    public func decode<Content: Event>(_ type: Content.Type) throws(JSONDecodingError) -> Content {
        try JSONDecoding.decode(type, from: data)
    }
}
