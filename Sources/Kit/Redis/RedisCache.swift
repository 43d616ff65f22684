public import Caching
import EventLoops
public import Observability

/// A cache that the processes of a service share.
///
/// Each scope, and each key that changes alone, has a token in Redis: eight random bytes. A look fetches a value and the
/// tokens that it belongs to in one round trip. The value ends with the tokens that were there **before** it was loaded,
/// and counts only if they are those of now. To invalidate is to delete a token; who misses it makes another. So what a
/// change overtook on its way in is never given to anybody, a token that was evicted is a miss, and nothing has to be
/// locked.
///
/// Without a server everybody loads. What is invalidated meanwhile is remembered and sent first of all when the server is
/// there again; this process takes nothing from the cache that it concerns until the server knows. Another process may be
/// given what was there before: for a moment while the deletion is on its way; while this process does not reach the
/// server or after it has crashed in between, until the value's time to live ends.
public final class RedisCache: Cache {
    private let client: RedisClient
    private let names: RedisCacheNames
    private let limits: RedisCacheLimits
    private let fills = Fills<Load>()
    private let invalidations: Lock<Invalidations>
    private let metrics: RedisCacheMetrics

    public let isOff = false
    public let isShared = true

    /// A load that others may wait for: of a key, after the same tokens or, where they are not known, the same changes of
    /// this process.
    private struct Load: Hashable {
        let key: String
        let tokens: [UInt8]?
        let generation: UInt64
    }

    /// - Parameters:
    ///   - prefix: what the keys of this shop and service begin with, such as `souk:catalog`.
    ///   - version: of what the values mean. Programs of two versions invalidate each other's values, and do not read
    ///     them.
    public init(
        _ client: RedisClient, prefix: String, version: String, limits: RedisCacheLimits = RedisCacheLimits(),
        metrics: MetricsRegistry = .process
    ) {
        self.client = client
        self.limits = limits
        names = RedisCacheNames(prefix: prefix, version: version)
        self.metrics = RedisCacheMetrics(cache: prefix, in: metrics)
        invalidations = Lock(Invalidations(everything: names.everything))
        client.onReady { [weak self] connection in self?.sendInvalidations(over: connection) }
    }

    // MARK: Looking

    public func getAtHand(_ key: CacheKey) -> [UInt8]? { nil }

    public func valueAtHand(for key: CacheKey, load: () throws -> [UInt8]?) rethrows -> [UInt8]? { nil }

    public func get(_ key: CacheKey) async -> [UInt8]? {
        if case .hit(let value) = await look(key, names.tokens(of: key)) { value } else { nil }
    }

    public func value(
        for key: CacheKey, load: @escaping @Sendable () async throws -> [UInt8]
    ) async throws -> [UInt8] {
        let begin = ContinuousClock.now
        let generation = invalidations.withLock { $0.generation }
        var tokens: [UInt8]?
        let tokenNames = names.tokens(of: key)
        switch await look(key, tokenNames) {
        case .hit(let value):
            metrics.hits.increment()
            RequestRecording.current?.note(.cache(.hit), since: begin)
            return value
        case .miss(let known):
            metrics.misses.increment()
            tokens = known ?? nil
            if known == nil { tokens = await makeTokens(tokenNames) }
        case .away:
            metrics.bypasses.increment()
        }
        let id = Load(key: key.text, tokens: tokens, generation: tokens == nil ? generation : 0)
        var look = RecordedStep.CacheLook.miss
        return try await fills.value(for: id, waiting: { look = .waited }) {
            RequestRecording.current?.note(.cache(look), since: begin)
            let begin = ContinuousClock.now
            let value = try await load()
            if let tokens { store(value, key, tokens, since: begin) }
            return value
        }
    }

    private enum Look {
        case hit([UInt8])
        /// The tokens, one after the other; nil if one is missing.
        case miss([UInt8]?)
        /// The cache cannot be used for this key now.
        case away
    }

    private func look(_ key: CacheKey, _ tokenNames: [String]) async -> Look {
        let connection = client.currentConnection.map { ObjectIdentifier($0) }
        guard !invalidations.withLock({ $0.concern(tokenNames, over: connection) }),
            let valueName = names.value(of: key),
            let replies = try? await client.send([
                RedisCommand("MGET", ([valueName] + tokenNames).map { Array($0.utf8) })
            ]),
            let found = replies.first?.array, found.count == tokenNames.count + 1
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

    // MARK: Storing

    private static let tokenLength = 8

    /// Makes the tokens that are missing, and fetches them all: another may have been faster.
    private func makeTokens(_ tokenNames: [String]) async -> [UInt8]? {
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
    private func store(_ value: [UInt8], _ key: CacheKey, _ tokens: [UInt8], since begin: ContinuousClock.Instant) {
        // It counts from the beginning of its load, as what it was made of may have changed right after that.
        let rest = limits.timeToLive - (ContinuousClock.now - begin)
        guard value.count <= limits.valueBytes, rest >= .milliseconds(1), let name = names.value(of: key) else { return }
        client.post([
            RedisCommand("SET", [Array(name.utf8), value + tokens, Array("PX".utf8), Self.milliseconds(rest)])
        ])
    }

    private static func milliseconds(_ duration: Duration) -> [UInt8] {
        let (seconds, attoseconds) = duration.components
        return Array(String(seconds * 1000 + attoseconds / 1_000_000_000_000_000).utf8)
    }

    // MARK: Invalidating

    public func invalidate(_ keys: [CacheKey], _ scopes: CacheScopes) {
        let gone = names.tokens(of: keys, scopes)
        guard !gone.isEmpty else { return }
        let isMine = invalidations.withLock { $0.add(gone) }
        // Once for all that come in this round of the loop; and before whoever waits for the commit goes on.
        if isMine { sendInvalidationsSoon() }
    }

    /// Waits until the server has confirmed what was invalidated, or for so long: before the process ends.
    public func drain(within patience: Duration) async {
        let end = ContinuousClock.now + patience
        while invalidations.withLock({ $0.count }) > 0, ContinuousClock.now < end {
            guard (try? await Sleep.for(.milliseconds(2))) != nil else { return }
        }
    }

    private func sendInvalidationsSoon() {
        client.withAnyConnection { [weak self] connection in
            // Without one they are sent when one is opened.
            if let connection { self?.sendInvalidations(over: connection) }
        }
    }

    private func sendInvalidations(over connection: RedisConnection) {
        let gone = invalidations.withLock { $0.take(over: ObjectIdentifier(connection)) }
        guard !gone.isEmpty else { return }
        metrics.invalidations.increment(by: UInt64(gone.count))
        connection.send([RedisCommand("DEL", gone.map { Array($0.utf8) })], isUrgent: true) { [weak self] outcome in
            self?.settle(gone, outcome, connection)
        }
        connection.flush()
    }

    private func settle(_ gone: [String], _ outcome: Result<[RedisReply], RedisError>, _ connection: RedisConnection) {
        var failure: RedisError?
        switch outcome {
        case .success(let replies): failure = replies.lazy.compactMap(\.refusal).first
        case .failure(let error): failure = error
        }
        let waiting = invalidations.withLock { invalidations in
            invalidations.settle(gone, over: ObjectIdentifier(connection), isConfirmed: failure == nil)
            return invalidations.count
        }
        metrics.outstanding.set(Double(waiting))
        guard let failure else { return }
        // A server that refuses to delete, as a replica does, is none to go on with.
        if case .refused = failure { connection.reopen(because: failure) }
        // Later, when the link that has failed is known to be gone.
        connection.loop.execute { [weak self] in self?.sendInvalidationsSoon() }
    }
}
