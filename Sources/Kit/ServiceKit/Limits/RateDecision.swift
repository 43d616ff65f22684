/// What a rate limiter says about one more request.
public struct RateDecision: Sendable, Equatable {
    /// Whether it may pass.
    public let isAllowed: Bool
    /// How many more may pass now.
    public let remaining: Int
    /// When it is worth trying again, in whole seconds; zero if allowed.
    public let retryAfterSeconds: Int
}
