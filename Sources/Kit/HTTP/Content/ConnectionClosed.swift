/// What a handler that reads a body, or sends one, is told when the connection has ended.
public struct ConnectionClosed: Error, Sendable {
    public init() {}
}
