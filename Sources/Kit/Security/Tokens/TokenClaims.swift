import JSON
import Values

/// The members of a token's header or payload. A name that stands there twice is refused: two readers could take
/// different ones.
struct TokenClaims {
    private let members: JSONObject

    init(_ bytes: [UInt8]) throws(TokenError) {
        guard let members = (try? JSONValue.parse(bytes, maximumDepth: 4))?.objectValue else { throw .malformed }
        self.members = members
    }

    func has(_ name: String) -> Bool {
        members[name] != nil
    }

    func string(_ name: String) throws(TokenError) -> String {
        guard let text = members[name]?.stringValue else { throw .malformed }
        return text
    }

    func optionalString(_ name: String) throws(TokenError) -> String? {
        guard let value = members[name], !value.isNull else { return nil }
        guard let text = value.stringValue else { throw .malformed }
        return text
    }

    func time(_ name: String) throws(TokenError) -> Timestamp {
        guard case .number(let number)? = members[name], let seconds = Int64(number.text),
            (0..<Self.latest).contains(seconds)
        else { throw .malformed }
        return Timestamp(seconds: seconds)
    }

    /// Year 9999: beyond it arithmetic with moments would have to be watched.
    private static let latest: Int64 = 253_402_300_800

    /// What every kind of token has to satisfy. A token ends with the second that `exp` names.
    func check(issuer: String, audience: String, at now: Timestamp) throws(TokenError) {
        guard try string("iss") == issuer else { throw .issuer }
        guard audiences.contains(audience) else { throw .audience }
        guard try now < time("exp") else { throw .expired }
        if has("nbf"), try now < time("nbf") { throw .notYetValid }
        if try now + Self.tolerance < time("iat") { throw .notYetValid }
    }

    /// How far the clocks of two machines may be apart before a token from the future is refused.
    private static let tolerance = Duration.seconds(30)

    private var audiences: [String] {
        switch members["aud"] {
        case .string(let one)?: [one]
        case .array(let several)?: several.compactMap(\.stringValue)
        default: []
        }
    }
}
