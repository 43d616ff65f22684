import CHiredis

/// What the server says to a command.
public enum RedisReply: Sendable, Equatable {
    /// There is no such thing.
    case nothing
    case integer(Int)
    /// A value, or a word such as OK.
    case bytes([UInt8])
    case array([RedisReply])
    /// It refuses this one command; the first word of why.
    case refusal(code: String)

    public var bytes: [UInt8]? {
        if case .bytes(let bytes) = self { bytes } else { nil }
    }

    public var array: [RedisReply]? {
        if case .array(let replies) = self { replies } else { nil }
    }

    public var refusal: RedisError? {
        if case .refusal(let code) = self { .refused(code: code) } else { nil }
    }

    init(_ reply: redisReply) {
        switch reply.type {
        case REDIS_REPLY_STRING, REDIS_REPLY_STATUS: self = .bytes(Self.bytes(of: reply))
        case REDIS_REPLY_INTEGER: self = .integer(Int(reply.integer))
        case REDIS_REPLY_ARRAY:
            self = .array(
                (0..<reply.elements).map { index in
                    reply.element[index].map { RedisReply($0.pointee) } ?? .nothing
                })
        case REDIS_REPLY_ERROR:
            let code = Self.bytes(of: reply).prefix { $0 != UInt8(ascii: " ") }.prefix(32)
            self = .refusal(code: String(decoding: code, as: UTF8.self))
        default: self = .nothing
        }
    }

    private static func bytes(of reply: redisReply) -> [UInt8] {
        guard let start = reply.str else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: reply.len))
    }
}
