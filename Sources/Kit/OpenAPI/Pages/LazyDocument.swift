import EventLoops

/// A document that is made and written when it is first asked for. Whoever asks at the same time waits: some
/// milliseconds, once in the life of a process.
final class LazyDocument: Sendable {
    private let make: @Sendable () throws -> OpenAPIDocument
    private let written = Lock<[UInt8]?>(nil)

    init(_ make: @escaping @Sendable () throws -> OpenAPIDocument) {
        self.make = make
    }

    func bytes() throws -> [UInt8] {
        try written.withLock { written in
            if let written { return written }
            let bytes = try make().encoded()
            written = bytes
            return bytes
        }
    }
}
