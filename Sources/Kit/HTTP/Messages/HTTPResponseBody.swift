/// What a response carries.
public enum HTTPResponseBody: Sendable {
    case empty
    case bytes([UInt8])
    /// A run of bytes that lie among others, as in a cache, sent from there.
    case part(ArraySlice<UInt8>)
    /// Compiled-in bytes, sent from where they lie.
    case `static`(StaticBytes)
    /// Bytes that are made while they are sent; the closure is asked for the next chunk and answers nil at the end.
    case stream(length: Int?, next: @Sendable () async throws -> [UInt8]?)

    /// How many bytes it has, nil where only the end will tell.
    public var length: Int? {
        switch self {
        case .empty: 0
        case .bytes(let bytes): bytes.count
        case .part(let bytes): bytes.count
        case .static(let bytes): bytes.count
        case .stream(let length, _): length
        }
    }

    /// The body in one piece: for tests and for callers in the same process.
    public func collect() async throws -> [UInt8] {
        switch self {
        case .empty: return []
        case .bytes(let bytes): return bytes
        case .part(let bytes): return Array(bytes)
        case .static(let bytes): return Array(bytes.buffer)
        case .stream(_, let next):
            var collected: [UInt8] = []
            while let chunk = try await next() { collected.append(contentsOf: chunk) }
            return collected
        }
    }
}
