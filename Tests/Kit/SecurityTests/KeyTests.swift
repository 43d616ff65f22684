import FoundationEssentials
import Testing
import Values

@testable import Security

struct KeyTests {
    @Test("A key set survives its JSON, with coordinates that begin with zeros")
    func roundTrip() throws {
        var keys: [SigningKey] = []
        // One key in 256 has a zero there; look until both coordinates had one.
        var zeros = (x: false, y: false)
        for _ in 0..<20_000 where !(zeros.x && zeros.y) {
            let key = try SigningKey.generate(owner: "orders")
            let first = (key.verification.x[0], key.verification.y[0])
            if first.0 == 0 || first.1 == 0 { keys.append(key) }
            zeros = (zeros.x || first.0 == 0, zeros.y || first.1 == 0)
        }
        #expect(zeros == (true, true))
        keys = Array(keys.suffix(60))
        let read = try KeySet(jwks: KeySet(verification: keys.map(\.verification)).jwks)
        #expect(read.verification.map(\.id) == keys.map(\.id))
        #expect(read.verification.map(\.owner) == keys.map { _ in "orders" })
        let message = Array("message".utf8)
        for (key, other) in zip(keys, read.verification) {
            #expect(other.x.count == 32 && other.y.count == 32)
            #expect(other.verifies(try key.sign(message), of: message))
        }
    }

    @Test("Signatures have 64 bytes, whatever their numbers begin with")
    func signatures() throws {
        let key = try SigningKey.generate()
        for number in 0..<600 {
            let message = Array("message \(number)".utf8)
            let signature = try key.sign(message)
            #expect(signature.count == 64)
            #expect(key.verification.verifies(signature, of: message))
            #expect(!key.verification.verifies(signature, of: message + [0]))
        }
    }

    @Test("The identifier is the thumbprint of RFC 7638, and the public half alone gives the same")
    func thumbprint() throws {
        let key = try SigningKey.generate()
        let x = Base64URL.encode(key.verification.x)
        let y = Base64URL.encode(key.verification.y)
        let members = #"{"crv":"P-256","kty":"EC","x":"\#(x)","y":"\#(y)"}"#
        #expect(key.id == Base64URL.encode(SHA256Digest(of: members).bytes))
        #expect(try VerificationKey(x: key.verification.x, y: key.verification.y).id == key.id)
    }

    @Test("A damaged key set is refused")
    func damaged() throws {
        let key = try SigningKey.generate().verification
        let text = String(decoding: KeySet(verification: [key]).jwks, as: UTF8.self)
        let x = Base64URL.encode(key.x)
        for bad in [
            "", "[]", "{}", #"{"keys":{}}"#, text + " x", text.replacing(x, with: String(x.dropLast(2))),
            text.replacing(x, with: Base64URL.encode([UInt8](repeating: 7, count: 32))),
            text.replacing(#""kid":"\#(key.id)""#, with: #""kid":"mine""#),
        ] {
            #expect(throws: KeyError.malformed, "\(bad)") { try KeySet(jwks: Array(bad.utf8)) }
        }
        let other = #"{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"},{"kty":"EC","crv":"P-384"},"#
        let mixed = other + text.dropFirst(#"{"keys":["#.count)
        #expect(try KeySet(jwks: Array(mixed.utf8)).verification.map(\.id) == [key.id])
    }

    @Test("A point beside the curve is no key")
    func beside() {
        #expect(throws: KeyError.malformed) {
            try VerificationKey(x: Array(repeating: 1, count: 32), y: Array(repeating: 1, count: 32))
        }
        #expect(throws: KeyError.malformed) { try VerificationKey(x: [], y: []) }
    }

    @Test("A private key survives its PEM, and nothing else is read as one")
    func pem() throws {
        let key = try SigningKey.generate()
        let pem = try key.pem()
        let read = try SigningKey(pem: pem)
        #expect(read.id == key.id)
        let message = Array("message".utf8)
        #expect(key.verification.verifies(try read.sign(message), of: message))
        for bad in ["", "no key", try PublicKeyPEM.text(of: key), String(pem.reveal().dropLast(60))] {
            #expect(throws: KeyError.malformed) { try SigningKey(pem: Secret(bad)) }
        }
    }

    @Test("A private key does not print itself")
    func silence() throws {
        let key = try SigningKey.generate()
        #expect("\(key)" == "SigningKey(\(key.id))")
        #expect(!String(reflecting: KeySet(current: key)).contains("PRIVATE"))
        #expect("\(try key.pem())" == "<redacted>")
    }

    @Test("A key file is made once, for its owner's eyes only, and never overwritten")
    func file() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/souk-keys-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/signing.pem"
        let first = try SigningKey.loadOrCreate(at: path)
        #expect(try SigningKey.loadOrCreate(at: path).id == first.id)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(throws: KeyError.file(path: path, errorNumber: 17)) { try SigningKey.generate().save(to: path) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["signing.pem"])
        #expect(throws: KeyError.file(path: folder + "/none", errorNumber: 2)) {
            try SigningKey(contentsOf: folder + "/none")
        }
    }
}
