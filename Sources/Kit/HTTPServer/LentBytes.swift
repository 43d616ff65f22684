import CMicroHTTPD

/// Bytes that the library sends from where they lie, and lets go when they are sent.
final class LentBytes {
    private let bytes: ArraySlice<UInt8>

    private init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
    }

    static func response(_ bytes: ArraySlice<UInt8>) -> OpaquePointer? {
        let lent = Unmanaged.passRetained(LentBytes(bytes))
        // The address stays good: the storage of an array that is never written does not move, and it is held.
        let built = bytes.withUnsafeBytes { bytes in
            MHD_create_response_from_buffer_with_free_callback_cls(
                bytes.count, UnsafeMutableRawPointer(mutating: bytes.baseAddress), release, lent.toOpaque())
        }
        if built == nil { lent.release() }
        return built
    }

    private static let release: MHD_ContentReaderFreeCallback = { lent in
        if let lent { Unmanaged<LentBytes>.fromOpaque(lent).release() }
    }
}
