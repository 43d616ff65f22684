extension HTTPRequest {
    /// The value of a cookie, as it was sent.
    public func cookie(_ name: String) -> String? {
        for field in fields where field.name == .cookie {
            var parts = FieldValueParts(field.value, separator: UInt8(ascii: ";"))
            while let part = parts.next() {
                guard let equals = part.firstIndex(of: "="), part[..<equals] == name else { continue }
                return String(part[part.index(after: equals)...])
            }
        }
        return nil
    }
}

/// A cookie for a browser. Scripts cannot read it, and other sites cannot make the browser send it along, unless it
/// is told otherwise.
public struct SetCookie: Hashable, Sendable {
    /// When a browser sends the cookie along with what another site asks for.
    public enum SameSite: String, Sendable {
        case strict = "Strict"
        case lax = "Lax"
    }

    public var name: String
    public var value: String
    public var path: String
    /// How long the browser keeps it; nil until it is closed, zero to remove it.
    public var maximumAge: Duration?
    public var isSecure: Bool
    public var isHTTPOnly: Bool
    public var sameSite: SameSite

    public init(
        _ name: String, _ value: String, path: String = "/", maximumAge: Duration? = nil, isSecure: Bool,
        isHTTPOnly: Bool = true, sameSite: SameSite = .lax
    ) {
        self.name = name
        self.value = value
        self.path = path
        self.maximumAge = maximumAge
        self.isSecure = isSecure
        self.isHTTPOnly = isHTTPOnly
        self.sameSite = sameSite
    }

    public var fieldValue: String {
        var text = "\(name)=\(value); Path=\(path); SameSite=\(sameSite.rawValue)"
        if let maximumAge { text += "; Max-Age=\(maximumAge.components.seconds)" }
        if isSecure { text += "; Secure" }
        if isHTTPOnly { text += "; HttpOnly" }
        return text
    }
}

extension HTTPResponse {
    /// Hands the browser a cookie.
    public mutating func set(_ cookie: SetCookie) {
        fields.add(.setCookie, cookie.fieldValue)
    }
}
