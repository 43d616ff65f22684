import JSON
import Values

extension AccessToken {
    /// The claims as they are signed.
    var payload: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("iss", issuer)
        writer.member("sub", subject)
        writer.member("aud", audience)
        writer.member("iat", issuedAt.seconds)
        writer.member("exp", expiresAt.seconds)
        writer.member("jti", id)
        writer.member("client_id", clientID)
        if let role { writer.member("role", role) }
        if let sessionID { writer.member("sid", sessionID) }
        if let name { writer.member("name", name) }
        writer.endObject()
        return writer.take()
    }

    /// Reads claims that have been checked.
    init(_ claims: TokenClaims, audience: String) throws(TokenError) {
        self.init(
            issuer: try claims.string("iss"), subject: try claims.string("sub"), audience: audience,
            issuedAt: try claims.time("iat"), expiresAt: try claims.time("exp"), id: try claims.string("jti"),
            clientID: try claims.string("client_id"), role: try claims.optionalString("role"),
            sessionID: try claims.optionalString("sid"), name: try claims.optionalString("name"))
    }
}
