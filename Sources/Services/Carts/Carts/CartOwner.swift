import Contracts
import Endpoints
import HTTP
import Security

/// Whose cart it is. The two kinds never meet, except where a user merges a guest's cart by its token.
enum CartOwner: Sendable, Hashable {
    case user(UserID)
    /// Known by the SHA-256 of the token; the token itself is kept nowhere.
    case guest(tokenHash: [UInt8])

    /// The owner of a shopper's cart; nil for a guest who has none yet.
    ///
    /// A user who sends a token along still gets the own cart: only merging takes the other one in.
    init?<Path, Query, Body>(of request: Request<Shopper, Path, Query, Body>) {
        if let user = request.caller.user {
            self = .user(user.id)
        } else if let token = request.http.fields[.cartToken].flatMap({ OpaqueToken($0) }) {
            self = .guest(tokenHash: token.hash)
        } else {
            return nil
        }
    }
}
