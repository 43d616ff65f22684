public import Caching
public import EventLoops
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
    private let values: VersionedValues
    private let names: RedisCacheNames
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
        names = RedisCacheNames(prefix: prefix, version: version)
        values = VersionedValues(client: client, names: names, limits: limits)
        self.metrics = RedisCacheMetrics(cache: prefix, in: metrics)
        invalidations = Lock(Invalidations(everything: names.everything))
        client.onReady { [weak self] connection in self?.sendInvalidations(over: connection) }
    }

    // MARK: Looking

    public func getAtHand(_ key: CacheKey) -> [UInt8]? { nil }

    public func valueAtHand(for key: CacheKey, load: () throws -> Attempt<[UInt8]>) throws -> Attempt<[UInt8]> {
        .impossible
    }

    public func get(_ key: CacheKey) async -> [UInt8]? {
        if case .hit(let value) = await look(key, names.tokens(of: key)) { value } else { nil }
    }

    public func value(
        for key: CacheKey, load: @escaping @Sendable () async throws -> [UInt8]
    ) async throws -> [UInt8] {
        let begin = ContinuousClock.now
        let generation = invalidations.withLock { $0.generation }
        let tokenNames = names.tokens(of: key)
        let tokens: [UInt8]?
        switch await look(key, tokenNames) {
        case .hit(let value):
            metrics.hits.increment()
            RequestRecording.current?.note(.cache(.hit), since: begin)
            return value
        case .miss(let known):
            metrics.misses.increment()
            tokens = if let known { known } else { await values.makeTokens(tokenNames) }
        case .away:
            metrics.bypasses.increment()
            tokens = nil
        }
        let id = Load(key: key.text, tokens: tokens, generation: tokens == nil ? generation : 0)
        func note(_ look: RecordedStep.CacheLook) { RequestRecording.current?.note(.cache(look), since: begin) }
        return try await fills.value(for: id, waiting: { note(.waited) }) {
            note(.miss)
            let begin = ContinuousClock.now
            let value = try await load()
            if let tokens { values.store(value, key, tokens, since: begin) }
            return value
        }
    }

    private func look(_ key: CacheKey, _ tokenNames: [String]) async -> VersionedValues.Look {
        let connection = client.currentConnection.map { ObjectIdentifier($0) }
        guard !invalidations.withLock({ $0.concern(tokenNames, over: connection) }) else { return .away }
        return await values.look(key, tokenNames)
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
