public import Endpoints
public import Values

/// What a login answers. `accessToken` repeats `access` for clients that speak OAuth.
public struct TokenPair: Codable, Sendable {
    public var access: Secret<String>
    public var refresh: Secret<String>
    public var accessToken: Secret<String>
    public var tokenType: String
    /// Seconds until the access token expires.
    public var expiresIn: Int

    public init(access: Secret<String>, refresh: Secret<String>, expiresIn: Int) {
        self.access = access
        self.refresh = refresh
        self.accessToken = access
        self.tokenType = "Bearer"
        self.expiresIn = expiresIn
    }
}

public struct RefreshRequest: RequestBody, Encodable {
    public var refresh: Secret<String>
    public init(refresh: Secret<String>) { self.refresh = refresh }
}
