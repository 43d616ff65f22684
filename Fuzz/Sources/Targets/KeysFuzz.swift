import EventLoops
import Values

@testable import Security

/// Keys, hashes and boxes as they lie in files and rows.
enum KeysFuzz: FuzzTarget {
    static let name = "keys"

    private static let box = need(SealedBox(key: Secret([UInt8](repeating: 7, count: 32))), "no box")
    private static let hasher = mustNotThrow("no hasher") { try PasswordHasher() }
    private static let common = Set(commonPasswordList.description.split(separator: " ").map(String.init))

    static func run(_ input: FuzzInput) {
        let (choice, rest) = input.choosing(among: 5)
        switch choice {
        case 0: checkKeySet(rest.bytes)
        case 1: checkPEM(rest.text)
        case 2: checkBox(rest.bytes)
        case 3: checkPassword(rest.text)
        default: _ = hasher.needsRehash(PasswordHash(encoded: rest.text))
        }
    }

    private static func checkKeySet(_ bytes: [UInt8]) {
        guard let keys = try? KeySet(jwks: bytes) else { return }
        expect(keys.verification.count <= 64 && keys.signing == nil, "more keys than allowed")
        let again = mustNotThrow("what was written cannot be read") { try KeySet(jwks: keys.jwks) }
        expect(again.verification.map(\.id) == keys.verification.map(\.id), "the keys are others")
        expect(again.verification.map(\.owner) == keys.verification.map(\.owner), "the owners are others")
    }

    private static func checkPEM(_ text: String) {
        guard let key = try? SigningKey(pem: Secret(text)) else { return }
        let pem = mustNotThrow("a key cannot be written") { try key.pem() }
        let again = mustNotThrow("a key cannot be read again") { try SigningKey(pem: pem) }
        expect(again.id == key.id, "a key is another when it is read again")
        let signature = mustNotThrow("a key cannot sign") { try key.sign([1, 2, 3]) }
        expect(key.verification.verifies(signature, of: [1, 2, 3]), "a key does not verify what it signed")
    }

    private static func checkBox(_ bytes: [UInt8]) {
        expect((try? box.open(bytes, context: "mail")) == nil, "a box that nobody closed was opened")
        let closed = box.seal(bytes, context: "mail")
        expect((try? box.open(closed, context: "mail")) == bytes, "a box holds something else")
        expect((try? box.open(closed, context: "mail ")) == nil, "a box was opened in another place")
        var changed = closed
        changed[Int(bytes.first ?? 0) % changed.count] ^= (bytes.last ?? 0) | 1
        expect((try? box.open(changed, context: "mail")) == nil, "a changed box was opened")
    }

    private static func checkPassword(_ text: String) {
        expect(CommonPasswords.contains(text) == common.contains(text.lowercased()), "the search errs")
        let refusal = PasswordRules.refusal(of: Secret(text))
        let length = text.unicodeScalars.count
        expect((refusal == .tooShort) == (length < 8) && (refusal == .tooLong) == (length > 128), "the length errs")
    }
}
