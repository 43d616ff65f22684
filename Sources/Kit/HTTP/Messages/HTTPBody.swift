/// What a request carries: nothing, bytes that are there, or bytes that are still arriving.
public enum HTTPBody: Sendable {
    case empty
    case bytes([UInt8])
    case stream(HTTPBodyStream)

    /// The body in one piece, read no further than the limit.
    /// - Throws: the problem 413 when there is more; whatever the connection throws when it ends early.
    public func collect(upTo limit: Int) async throws -> [UInt8] {
        switch self {
        case .empty:
            return []
        case .bytes(let bytes):
            guard bytes.count <= limit else { throw Problem.tooLarge(limit: limit) }
            return bytes
        case .stream(let stream):
            if let length = stream.length, length > limit { throw Problem.tooLarge(limit: limit) }
            var collected: [UInt8] = []
            if let length = stream.length { collected.reserveCapacity(length) }
            while let chunk = try await stream.nextChunk() {
                guard chunk.count <= limit - collected.count else { throw Problem.tooLarge(limit: limit) }
                collected.append(contentsOf: chunk)
            }
            return collected
        }
    }

    /// Whether the request came without a body.
    public var isEmpty: Bool {
        switch self {
        case .empty: true
        case .bytes(let bytes): bytes.isEmpty
        case .stream(let stream): stream.length == 0
        }
    }
}
