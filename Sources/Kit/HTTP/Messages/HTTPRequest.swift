/// A request, as the server read it or as a caller in the same process made it.
public struct HTTPRequest: Sendable {
    public var method: HTTPMethod
    public var target: RequestTarget
    public var fields: HTTPFields
    public var body: HTTPBody

    /// The address of the other end of the connection; empty for a call from inside the process.
    public var peerAddress: String

    public init(
        method: HTTPMethod, target: RequestTarget, fields: HTTPFields = [:], body: HTTPBody = .empty,
        peerAddress: String = ""
    ) {
        self.method = method
        self.target = target
        self.fields = fields
        self.body = body
        self.peerAddress = peerAddress
    }

    /// A request to a target given as text.
    /// - Throws: the problem 400 when the text is no target.
    public init(
        _ method: HTTPMethod, _ target: String, fields: HTTPFields = [:], body: HTTPBody = .empty,
        peerAddress: String = ""
    ) throws(Problem) {
        self.init(
            method: method, target: try RequestTarget(target), fields: fields, body: body, peerAddress: peerAddress)
    }
}
