/// What came back on a raw connection.
public struct RawAnswer: Sendable {
    public let bytes: [UInt8]

    /// Whether the server closed, rather than the client having lost patience.
    public let isClosed: Bool

    public init(bytes: [UInt8], isClosed: Bool) {
        self.bytes = bytes
        self.isClosed = isClosed
    }

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The number in the status line; nil when nothing came.
    public var status: Int? { text.split(separator: " ", maxSplits: 2).dropFirst().first.flatMap { Int($0) } }

    /// How many responses there are.
    public var count: Int { text.split(separator: "\r\nDate: ", omittingEmptySubsequences: false).count - 1 }

    /// Of the first response, status line and fields.
    public var head: String { text.split(separator: "\r\n\r\n", maxSplits: 1).first.map(String.init) ?? "" }

    /// All behind the first head.
    public var body: String {
        text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
            .dropFirst().first.map(String.init) ?? ""
    }

    /// The value of a field of the first response.
    public func field(_ name: String) -> String? {
        for line in head.split(separator: "\r\n").dropFirst() {
            guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == name.lowercased() else {
                continue
            }
            return String(line[line.index(after: colon)...].drop { $0 == " " })
        }
        return nil
    }

    /// Whether the first response is there to its last byte.
    public var isWhole: Bool {
        guard contains("\r\n\r\n"), let length = field("Content-Length").flatMap({ Int($0) }) else { return false }
        return body.utf8.count >= length
    }

    public func contains(_ part: String) -> Bool { text.contains(part) }
}
