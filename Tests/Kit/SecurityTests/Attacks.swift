import COpenSSL
import CSodium
import Testing
import Values

@testable import Security

/// What a library that lets the header choose the algorithm would check a forged token by.
enum HMACSHA256 {
    static func authenticate(_ message: String, key: String) -> [UInt8] {
        let message = Array(message.utf8)
        let key = Array(key.utf8)
        var state = crypto_auth_hmacsha256_state()
        var output = [UInt8](repeating: 0, count: 32)
        crypto_auth_hmacsha256_init(&state, key, key.count)
        crypto_auth_hmacsha256_update(&state, message, UInt64(message.count))
        crypto_auth_hmacsha256_final(&state, &output)
        return output
    }
}

/// The public half as everybody can get it.
enum PublicKeyPEM {
    static func text(of key: SigningKey) throws -> String {
        let (x, y) = (key.verification.x, key.verification.y)
        let point = [0x04] + x + y
        let pointer = try #require(souk_p256_from_point(point, point.count))
        defer { EVP_PKEY_free(pointer) }
        let target = try #require(BIO_new(BIO_s_mem()))
        defer { BIO_free(target) }
        #expect(PEM_write_bio_PUBKEY(target, pointer) == 1)
        var bytes = [UInt8](repeating: 0, count: 1_024)
        let count = BIO_read(target, &bytes, Int32(bytes.count))
        return String(decoding: bytes.prefix(Int(max(0, count))), as: UTF8.self)
    }
}
