import JSON
import Values

extension KeySet {
    /// Reads a JSON Web Key Set (RFC 7517). Keys of other kinds or for other uses are passed over, as the RFC asks.
    /// - Throws: `KeyError.malformed` also for a key on P-256 that is damaged, or whose `kid` is not its thumbprint.
    public init(jwks bytes: [UInt8]) throws(KeyError) {
        guard let document = try? JSONValue.parse(bytes, maximumDepth: 8), let entries = document["keys"]?.arrayValue
        else { throw .malformed }
        guard entries.count <= Self.limit else { throw .malformed }
        var keys: [VerificationKey] = []
        for entry in entries where Self.isOurs(entry) {
            guard let x = Self.coordinate("x", of: entry), let y = Self.coordinate("y", of: entry) else {
                throw .malformed
            }
            let key = try VerificationKey(x: x, y: y, owner: entry["owner"]?.stringValue)
            guard entry["kid"].map({ $0.stringValue == key.id }) ?? true else { throw .malformed }
            keys.append(key)
        }
        self.init(verification: keys)
    }

    /// The public halves as a JSON Web Key Set.
    public var jwks: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("keys")
        writer.beginArray()
        for key in verification {
            writer.beginObject()
            writer.member("kty", "EC")
            writer.member("crv", "P-256")
            writer.member("alg", ES256.name)
            writer.member("use", "sig")
            writer.member("kid", key.id)
            if let owner = key.owner { writer.member("owner", owner) }
            writer.member("x", Base64URL.encode(key.x))
            writer.member("y", Base64URL.encode(key.y))
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.take()
    }

    /// More keys than anybody keeps in force.
    private static let limit = 64

    private static func isOurs(_ entry: JSONValue) -> Bool {
        entry["kty"]?.stringValue == "EC" && entry["crv"]?.stringValue == "P-256"
            && entry["use"].map { $0.stringValue == "sig" } ?? true
            && entry["alg"].map { $0.stringValue == ES256.name } ?? true
    }

    private static func coordinate(_ name: String, of entry: JSONValue) -> [UInt8]? {
        guard let text = entry[name]?.stringValue, let bytes = Base64URL.decode(text),
            bytes.count == ES256.coordinateBytes
        else { return nil }
        return bytes
    }
}
