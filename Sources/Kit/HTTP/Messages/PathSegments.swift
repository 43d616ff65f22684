/// The segments of a path over memory that lives for one call: where nothing is escaped, over the path's own bytes.
struct PathSegments {
    let bytes: UnsafeBufferPointer<UInt8>
    let ranges: UnsafeBufferPointer<Range<Int>>

    func text(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }

    func equal(_ range: Range<Int>, _ other: [UInt8]) -> Bool {
        guard range.count == other.count else { return false }
        for (offset, byte) in other.enumerated() where bytes[range.lowerBound + offset] != byte { return false }
        return true
    }

    /// Splits the target's path, then decodes each segment by itself.
    static func withSegments<Result>(of target: RequestTarget, _ body: (PathSegments) -> Result) -> Result {
        var path = target.rawPath
        return path.withUTF8 { raw in
            let slashes = raw.count { $0 == UInt8(ascii: "/") }
            return withUnsafeTemporaryAllocation(of: Range<Int>.self, capacity: slashes) { ranges in
                guard target.pathHasEscapes else {
                    let count = split(raw, into: ranges)
                    return body(PathSegments(bytes: raw, ranges: UnsafeBufferPointer(rebasing: ranges[..<count])))
                }
                return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: raw.count) { decoded in
                    let count = decode(raw, into: decoded, ranges: ranges)
                    return body(
                        PathSegments(
                            bytes: UnsafeBufferPointer(decoded),
                            ranges: UnsafeBufferPointer(rebasing: ranges[..<count])))
                }
            }
        }
    }

    private static func split(
        _ path: UnsafeBufferPointer<UInt8>, into ranges: UnsafeMutableBufferPointer<Range<Int>>
    ) -> Int {
        var count = 0
        var start = 1
        for index in path.indices.dropFirst() where path[index] == UInt8(ascii: "/") {
            ranges.initializeElement(at: count, to: start..<index)
            count += 1
            start = index + 1
        }
        if start < path.count {
            ranges.initializeElement(at: count, to: start..<path.count)
            count += 1
        }
        return count
    }

    private static func decode(
        _ path: UnsafeBufferPointer<UInt8>, into decoded: UnsafeMutableBufferPointer<UInt8>,
        ranges: UnsafeMutableBufferPointer<Range<Int>>
    ) -> Int {
        let count = split(path, into: ranges)
        var written = 0
        for index in 0..<count {
            let start = written
            // The target's initializer has seen that every segment decodes.
            _ = PercentEncoding.decodeBytes(of: path[ranges[index]], plusIsSpace: false) { byte in
                decoded.initializeElement(at: written, to: byte)
                written += 1
            }
            ranges[index] = start..<written
        }
        return count
    }
}
