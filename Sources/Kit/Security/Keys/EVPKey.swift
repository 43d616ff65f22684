import COpenSSL

/// OpenSSL's key, kept: parsing it costs more than using it.
///
/// The library counts references and does not change a key that is used to sign or verify, so it may be shared.
final class EVPKey: @unchecked Sendable {
    let pointer: OpaquePointer

    /// Takes the key over, and frees it in the end. Nil unless it is one on P-256.
    init(owning pointer: OpaquePointer) throws(KeyError) {
        self.pointer = pointer
        var name = [CChar](repeating: 0, count: 32)
        var length = 0
        guard EVP_PKEY_get_base_id(pointer) == EVP_PKEY_EC,
            EVP_PKEY_get_group_name(pointer, &name, name.count, &length) == 1,
            name.prefix(length).map(UInt8.init(bitPattern:)) == Array("prime256v1".utf8)
        else { throw .unsupported }
    }

    deinit {
        EVP_PKEY_free(pointer)
    }

    /// A coordinate of the public point, padded: one in 256 begins with a zero byte, which must not be lost.
    func coordinate(_ name: String) throws(KeyError) -> [UInt8] {
        var number: OpaquePointer?
        guard EVP_PKEY_get_bn_param(pointer, name, &number) == 1 else { throw .library }
        defer { BN_free(number) }
        var bytes = [UInt8](repeating: 0, count: ES256.coordinateBytes)
        guard BN_bn2binpad(number, &bytes, Int32(bytes.count)) == bytes.count else { throw .library }
        return bytes
    }
}
