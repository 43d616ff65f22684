/// A body that arrives while it is read. Each chunk is asked for: who reads slowly slows the sender down, and no more
/// than one chunk waits in memory.
public struct HTTPBodyStream: AsyncSequence, Sendable {
    public typealias Element = [UInt8]

    /// What the sender announced; nil for a chunked body.
    public let length: Int?

    private let next: @Sendable () async throws -> [UInt8]?

    /// - Parameter next: gives the next chunk, nil at the end; asked again only after it has answered.
    public init(length: Int?, next: @escaping @Sendable () async throws -> [UInt8]?) {
        self.length = length
        self.next = next
    }

    /// The next chunk, nil at the end.
    public func nextChunk() async throws -> [UInt8]? {
        try await next()
    }

    public func makeAsyncIterator() -> Iterator {
        Iterator(next: next)
    }

    /// Walks over the chunks of a body.
    public struct Iterator: AsyncIteratorProtocol {
        let next: @Sendable () async throws -> [UInt8]?

        public mutating func next() async throws -> [UInt8]? {
            try await next()
        }
    }
}
