/// Who may call an endpoint: its name in the access matrix, and the token that it takes.
public struct Access: Hashable, Sendable {
    public enum TokenNeed: String, Hashable, Sendable {
        /// Tokens are not looked at.
        case none
        /// A token that is shown has to be good.
        case optional
        /// A user's access token.
        case user
        /// Another service's token.
        case service
    }

    public let name: String
    public let token: TokenNeed
    /// The header by which callers without a token make themselves known, as guests do with that of their cart.
    public let guestHeader: String?

    public init(name: String, token: TokenNeed, guestHeader: String? = nil) {
        self.name = name
        self.token = token
        self.guestHeader = guestHeader
    }
}
