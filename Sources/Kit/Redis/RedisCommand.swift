/// A command as it goes over the wire: every part with its length before it, so that no part can be taken for another.
public struct RedisCommand: Sendable {
    let bytes: [UInt8]

    public init(_ name: String, _ arguments: [[UInt8]] = []) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32 + name.utf8.count + arguments.reduce(0) { $0 + $1.count + 16 })
        bytes += "*\(arguments.count + 1)\r\n".utf8
        Self.append(name.utf8, to: &bytes)
        for argument in arguments { Self.append(argument, to: &bytes) }
        self.bytes = bytes
    }

    public init(_ name: String, _ arguments: String...) {
        self.init(name, arguments.map { Array($0.utf8) })
    }

    private static func append(_ part: some Collection<UInt8>, to bytes: inout [UInt8]) {
        bytes += "$\(part.count)\r\n".utf8
        bytes += part
        bytes += "\r\n".utf8
    }
}
