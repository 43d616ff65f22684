import Caching

/// Values in Redis, each with the tokens that it was loaded under.
struct VersionedValues: Sendable {
    let client: RedisClient
    let names: RedisCacheNames
    let limits: RedisCacheLimits

    enum Look {
        case hit([UInt8])
        /// The tokens, one after the other; nil if one is missing.
        case miss([UInt8]?)
        /// The server does not say.
        case away
    }

    private static let tokenLength = 8

    /// Fetches a value and the tokens that it belongs to, in one round trip.
    func look(_ key: CacheKey, _ tokenNames: [String]) async -> Look {
        guard let valueName = names.value(of: key) else { return .away }
        let all = ([valueName] + tokenNames).map { Array($0.utf8) }
        guard let found = try? await client.send([RedisCommand("MGET", all)]).first?.array, found.count == all.count
        else { return .away }
        var tokens: [UInt8] = []
        for token in found.dropFirst() {
            guard let bytes = token.bytes, bytes.count == Self.tokenLength else { return .miss(nil) }
            tokens += bytes
        }
        guard var value = found[0].bytes, value.count >= tokens.count, value.suffix(tokens.count) == tokens[...] else {
            return .miss(tokens)
        }
        value.removeLast(tokens.count)
        return .hit(value)
    }

    /// Makes the tokens that are missing, and fetches them all: another may have been faster.
    func makeTokens(_ tokenNames: [String]) async -> [UInt8]? {
        let life = Self.milliseconds(limits.tokensLive)
        let commands = tokenNames.flatMap { name in
            let name = Array(name.utf8)
            return [
                RedisCommand("SET", [name, Self.randomToken(), Array("PX".utf8), life, Array("NX".utf8)]),
                RedisCommand("GET", [name]),
            ]
        }
        guard let replies = try? await client.send(commands) else { return nil }
        var tokens: [UInt8] = []
        for index in stride(from: 1, to: replies.count, by: 2) {
            guard let token = replies[index].bytes, token.count == Self.tokenLength else { return nil }
            tokens += token
        }
        return tokens
    }

    private static func randomToken() -> [UInt8] {
        withUnsafeBytes(of: UInt64.random(in: .min ... .max)) { Array($0) }
    }

    /// Does not wait: what is read next over this connection is read after it.
    /// - Parameters:
    ///   - tokens: as they were before the load.
    ///   - begin: when the load began.
    func store(_ value: [UInt8], _ key: CacheKey, _ tokens: [UInt8], since begin: ContinuousClock.Instant) {
        // The time to live counts from there, as what the value was made of may have changed right after.
        let rest = limits.timeToLive - (ContinuousClock.now - begin)
        guard value.count <= limits.valueBytes, rest >= .milliseconds(1), let name = names.value(of: key) else {
            return
        }
        client.post([
            RedisCommand("SET", [Array(name.utf8), value + tokens, Array("PX".utf8), Self.milliseconds(rest)])
        ])
    }

    private static func milliseconds(_ duration: Duration) -> [UInt8] {
        let (seconds, attoseconds) = duration.components
        return Array(String(seconds * 1000 + attoseconds / 1_000_000_000_000_000).utf8)
    }
}
