/// The route that answers a request, and its parameters there.
public struct RouteMatch: Sendable {
    /// The route's pattern, as `/api/v1/products/{id}`.
    public let pattern: String
    public let parameters: RouteParameters

    let handler: RouteHandler
    let answerAtHand: AtHandHandler?
}
