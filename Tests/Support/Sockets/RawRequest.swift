/// A request as bytes, and what a careful server answers.
public struct RawRequest: CustomStringConvertible, Sendable {
    public let description: String
    public let raw: String

    /// Any of them will do; 0 stands for no answer at all, as there is for what is no HTTP.
    public let statuses: Set<Int>

    /// Whether the answer has to be a problem document; a few requests are so broken that there is only a status.
    public let isExplained: Bool

    init(_ name: String, _ raw: String, _ statuses: Set<Int> = [400], isExplained: Bool = true) {
        description = name
        self.raw = raw
        self.statuses = statuses
        self.isExplained = isExplained
    }

    /// What a server that misjudges where the request ends takes for the next one.
    public static let smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"

    /// A request for the root with these lines in its head, and with something smuggled behind it.
    static func get(_ name: String, _ lines: String, _ status: Int = 400, isExplained: Bool = true) -> RawRequest {
        RawRequest(
            name, "GET / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n\r\n\(smuggled)", [status], isExplained: isExplained)
    }

    /// The same with a body, behind which something is smuggled, too.
    static func post(
        _ name: String, _ lines: String, _ body: String = "", _ status: Int = 400, isExplained: Bool = true
    ) -> RawRequest {
        RawRequest(
            name, "POST / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n\r\n\(body)\(smuggled)", [status],
            isExplained: isExplained)
    }

    /// With this target.
    static func target(_ name: String, _ target: String, _ status: Int = 400, isExplained: Bool = true) -> RawRequest {
        RawRequest(
            name, "GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n\(smuggled)", [status], isExplained: isExplained)
    }

    /// With a line that is no request line.
    static func unheard(_ name: String, _ line: String) -> RawRequest {
        RawRequest(name, "\(line)\r\nHost: a\r\n\r\n\(smuggled)", [0, 400], isExplained: false)
    }

    /// With this request line.
    static func line(_ name: String, _ line: String, _ status: Int = 400, isExplained: Bool = true) -> RawRequest {
        RawRequest(name, "\(line)\r\nHost: a\r\n\r\n\(smuggled)", [status], isExplained: isExplained)
    }
}
