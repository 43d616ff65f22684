/// As whom a request is sent.
enum Visitor: Sendable {
    case anonymous
    /// Without an account, with the token of a cart.
    case guest(cartToken: String)
    case user(Person)
    /// One service to another.
    case service(String, to: String)
    /// With a token that was good an hour ago.
    case expired(Person)
    /// With a token for another shop.
    case otherAudience(Person)
    /// With a token that somebody else has signed.
    case foreignKey(Person)
    case garbage
}
