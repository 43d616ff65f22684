import COpenSSL

/// ECDSA on P-256 with SHA-256, with signatures as JOSE writes them: r and s, 32 bytes each.
enum ES256 {
    static let name = "ES256"
    static let coordinateBytes = 32
    static let signatureBytes = 64

    static func sign(_ message: [UInt8], with key: EVPKey) throws(KeyError) -> [UInt8] {
        guard let context = EVP_MD_CTX_new() else { throw .library }
        defer { EVP_MD_CTX_free(context) }
        var der = [UInt8](repeating: 0, count: 80)
        var length = der.count
        guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key.pointer) == 1,
            EVP_DigestSign(context, &der, &length, message, message.count) == 1
        else { throw .library }
        return try jose(der.prefix(length))
    }

    static func verify(_ signature: [UInt8], of message: [UInt8], with key: EVPKey) -> Bool {
        guard signature.count == signatureBytes, let der = der(signature), let context = EVP_MD_CTX_new() else {
            return false
        }
        defer { EVP_MD_CTX_free(context) }
        guard EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key.pointer) == 1 else { return false }
        let verified = EVP_DigestVerify(context, der, der.count, message, message.count) == 1
        // A refused signature leaves a note in the thread's error queue.
        if !verified { ERR_clear_error() }
        return verified
    }

    private static func jose(_ der: ArraySlice<UInt8>) throws(KeyError) -> [UInt8] {
        let signature = der.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            return d2i_ECDSA_SIG(nil, &position, buffer.count)
        }
        guard let signature else { throw .library }
        defer { ECDSA_SIG_free(signature) }
        var bytes = [UInt8](repeating: 0, count: signatureBytes)
        let written = bytes.withUnsafeMutableBufferPointer { buffer -> Bool in
            let half = Int32(coordinateBytes)
            guard let start = buffer.baseAddress else { return false }
            return BN_bn2binpad(ECDSA_SIG_get0_r(signature), start, half) == half
                && BN_bn2binpad(ECDSA_SIG_get0_s(signature), start + coordinateBytes, half) == half
        }
        guard written else { throw .library }
        return bytes
    }

    private static func der(_ jose: [UInt8]) -> [UInt8]? {
        guard let signature = ECDSA_SIG_new() else { return nil }
        defer { ECDSA_SIG_free(signature) }
        let numbers = jose.withUnsafeBufferPointer { buffer in
            let half = Int32(coordinateBytes)
            return (
                BN_bin2bn(buffer.baseAddress, half, nil),
                BN_bin2bn(buffer.baseAddress.map { $0 + coordinateBytes }, half, nil)
            )
        }
        guard ECDSA_SIG_set0(signature, numbers.0, numbers.1) == 1 else {
            BN_free(numbers.0)
            BN_free(numbers.1)
            return nil
        }
        var output: UnsafeMutablePointer<UInt8>?
        let length = i2d_ECDSA_SIG(signature, &output)
        defer { CRYPTO_free(output, nil, 0) }
        guard length > 0, let output else { return nil }
        return Array(UnsafeBufferPointer(start: output, count: Int(length)))
    }
}
