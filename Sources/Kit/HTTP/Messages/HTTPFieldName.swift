/// The name of a header field. It keeps its spelling for the wire and compares without regard to case.
public struct HTTPFieldName: Sendable {
    public let rawName: String

    /// A number made of the letters without regard to their case: names that differ almost always differ here, and an
    /// answer compares a hundred of them.
    private let fold: UInt64

    /// A name that is known to be well formed, as in a literal or after the server's own check.
    public init(_ rawName: String) {
        self.rawName = rawName
        fold = Self.fold(rawName)
    }

    private static func fold(_ name: String) -> UInt64 {
        var fold: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.utf8 { fold = (fold ^ UInt64(ASCII.lowercased(byte))) &* 0x100_0000_01B3 }
        return fold
    }

    /// A name from outside: nil unless it is a token of RFC 9110.
    public init?(checking rawName: String) {
        guard HTTPToken.isToken(rawName) else { return nil }
        self.init(rawName)
    }
}

extension HTTPFieldName: Hashable {
    public static func == (left: HTTPFieldName, right: HTTPFieldName) -> Bool {
        // Those that are equal are mostly spelled alike.
        left.fold == right.fold
            && (left.rawName == right.rawName || ASCII.equalIgnoringCase(left.rawName, right.rawName))
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(fold)
    }
}

extension HTTPFieldName: CustomStringConvertible, ExpressibleByStringLiteral {
    public var description: String { rawName }

    public init(stringLiteral value: String) {
        self.init(value)
    }
}

extension HTTPFieldName {
    public static let accept = HTTPFieldName("Accept")
    public static let acceptEncoding = HTTPFieldName("Accept-Encoding")
    public static let accessControlAllowCredentials = HTTPFieldName("Access-Control-Allow-Credentials")
    public static let accessControlAllowHeaders = HTTPFieldName("Access-Control-Allow-Headers")
    public static let accessControlAllowMethods = HTTPFieldName("Access-Control-Allow-Methods")
    public static let accessControlAllowOrigin = HTTPFieldName("Access-Control-Allow-Origin")
    public static let accessControlExposeHeaders = HTTPFieldName("Access-Control-Expose-Headers")
    public static let accessControlMaxAge = HTTPFieldName("Access-Control-Max-Age")
    public static let accessControlRequestHeaders = HTTPFieldName("Access-Control-Request-Headers")
    public static let accessControlRequestMethod = HTTPFieldName("Access-Control-Request-Method")
    public static let allow = HTTPFieldName("Allow")
    public static let authorization = HTTPFieldName("Authorization")
    public static let cacheControl = HTTPFieldName("Cache-Control")
    public static let connection = HTTPFieldName("Connection")
    public static let contentDisposition = HTTPFieldName("Content-Disposition")
    public static let contentEncoding = HTTPFieldName("Content-Encoding")
    public static let contentLength = HTTPFieldName("Content-Length")
    public static let contentSecurityPolicy = HTTPFieldName("Content-Security-Policy")
    public static let contentType = HTTPFieldName("Content-Type")
    public static let cookie = HTTPFieldName("Cookie")
    public static let date = HTTPFieldName("Date")
    public static let etag = HTTPFieldName("ETag")
    public static let expect = HTTPFieldName("Expect")
    public static let forwarded = HTTPFieldName("Forwarded")
    public static let host = HTTPFieldName("Host")
    public static let idempotencyKey = HTTPFieldName("Idempotency-Key")
    public static let idempotentReplayed = HTTPFieldName("Idempotent-Replayed")
    public static let ifMatch = HTTPFieldName("If-Match")
    public static let ifNoneMatch = HTTPFieldName("If-None-Match")
    public static let location = HTTPFieldName("Location")
    public static let origin = HTTPFieldName("Origin")
    public static let permissionsPolicy = HTTPFieldName("Permissions-Policy")
    public static let referrerPolicy = HTTPFieldName("Referrer-Policy")
    public static let retryAfter = HTTPFieldName("Retry-After")
    public static let setCookie = HTTPFieldName("Set-Cookie")
    public static let strictTransportSecurity = HTTPFieldName("Strict-Transport-Security")
    public static let traceparent = HTTPFieldName("traceparent")
    public static let transferEncoding = HTTPFieldName("Transfer-Encoding")
    public static let userAgent = HTTPFieldName("User-Agent")
    public static let vary = HTTPFieldName("Vary")
    public static let wwwAuthenticate = HTTPFieldName("WWW-Authenticate")
    public static let xContentTypeOptions = HTTPFieldName("X-Content-Type-Options")
    public static let xForwardedFor = HTTPFieldName("X-Forwarded-For")
    public static let xForwardedHost = HTTPFieldName("X-Forwarded-Host")
    public static let xForwardedProto = HTTPFieldName("X-Forwarded-Proto")
    public static let xFrameOptions = HTTPFieldName("X-Frame-Options")
    public static let xRequestID = HTTPFieldName("X-Request-ID")
}
