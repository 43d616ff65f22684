import HTTP

/// From where a user logs in, as their list of sessions shows it.
struct Client: Sendable {
    private static let longest = 300

    let userAgent: String
    let address: String

    init(_ request: HTTPRequest, _ context: RequestContext) {
        userAgent = String((request.fields[.userAgent] ?? "").unicodeScalars.prefix(Self.longest))
        address = context.peerAddress
    }
}
