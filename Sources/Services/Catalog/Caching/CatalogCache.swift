import Caching
import Contracts
import EventLoops
import HTTP

/// Encoded answers of the public reads, and how long lists are. Every way in which something changes says here what of
/// that it may concern.
final class CatalogCache: Sendable {
    /// Longer ones are rare, and would let anyone fill the cache with keys.
    private static let longestQuery = 200

    private let cache: any Cache
    /// A few digits for each filter. Where nobody else changes anything they have a place of their own: there they outlast
    /// the answers, and are there without a cache of answers too.
    private let counts: any Cache

    init(_ cache: any Cache) {
        self.cache = cache
        counts = cache.isShared ? cache : MemoryCache(limits: CacheLimits(bytes: 256 << 10))
    }

    /// The answer for a product on sale, loaded once for all who ask at the same time.
    func product(
        _ id: ProductID, load: @escaping @Sendable () async throws -> [UInt8]
    ) async throws -> EncodedAnswer {
        try await value(for: Self.key(id), load: load)
    }

    /// The answer for a product on sale, loaded without a task.
    func productAtHand(
        _ id: ProductID, load: () throws -> Attempt<[UInt8]>
    ) throws -> Attempt<EncodedAnswer> {
        try answerAtHand(for: Self.key(id), load: load)
    }

    /// A page of a list, without a suspension.
    func list(_ target: String) -> EncodedAnswer? {
        listKey(target).flatMap { cache.getAtHand($0) }.flatMap(EncodedAnswer.init(stored:))
    }

    /// A page of a list.
    /// - Parameter target: the whole target, as the page links to those beside it.
    func list(
        _ target: String, load: @escaping @Sendable () async throws -> [UInt8]
    ) async throws -> EncodedAnswer {
        guard let key = listKey(target) else { return EncodedAnswer(try await load()) }
        return try await value(for: key, load: load)
    }

    /// A page of a list, loaded without a task.
    func listAtHand(_ target: String, load: () throws -> Attempt<[UInt8]>) throws -> Attempt<EncodedAnswer> {
        guard let key = listKey(target) else { return try load().map { EncodedAnswer($0) } }
        return try answerAtHand(for: key, load: load)
    }

    private func listKey(_ target: String) -> CacheKey? {
        target.utf8.count <= Self.longestQuery ? CacheKey(target, in: .lists) : nil
    }

    /// How long a list is. Counting is the dearest part of a list, and under a stream of orders its pages do not last.
    /// - Parameters:
    ///   - identity: what tells the length from those of other lists, in ASCII: bytes are compared, not characters.
    ///   - dependsOnStock: whether it changes when a product is sold out, or there again.
    func count(
        _ identity: String, dependsOnStock: Bool, load: @escaping @Sendable () async throws -> Int
    ) async throws -> Int {
        guard let key = countKey(identity, dependsOnStock ? [.assortment, .soldOut] : .assortment) else {
            return try await load()
        }
        let digits = try await counts.value(for: key) { Array(String(try await load()).utf8) }
        if let count = Int(String(decoding: digits, as: UTF8.self)) { return count }
        return try await load()
    }

    /// How long a list is, counted without a task.
    /// - Parameter identity: of a list that does not depend on the stock.
    func countAtHand(_ identity: String, load: () throws -> Attempt<Int>) throws -> Attempt<Int> {
        guard let key = countKey(identity, .assortment) else { return try load() }
        return try counts.valueAtHand(for: key) {
            try load().map { Array(String($0).utf8) }
        }.then { Attempt(Int(String(decoding: $0, as: UTF8.self))) }
    }

    private func countKey(_ identity: String, _ scopes: CacheScopes) -> CacheKey? {
        identity.utf8.count <= 4 * Self.longestQuery ? CacheKey("n\(identity)", in: scopes) : nil
    }

    // MARK: Changes

    /// After a change by which no list becomes longer or shorter.
    func drop(_ id: ProductID) {
        invalidate([id], .lists)
    }

    /// After a change by which a product may come into lists or leave them.
    func dropWithCounts(_ id: ProductID) {
        invalidate([id], [.lists, .assortment])
    }

    /// After a change of what can be sold.
    /// - Parameter isSoldOutOrBack: whether a product may be sold out now, or there again.
    func drop(_ ids: [ProductID], isSoldOutOrBack: Bool) {
        invalidate(ids, isSoldOutOrBack ? [.lists, .soldOut] : .lists)
    }

    /// After a change that may concern any product.
    func dropAll() {
        invalidate([], .everything)
    }

    private func invalidate(_ ids: [ProductID], _ scopes: CacheScopes) {
        cache.invalidate(ids.map(Self.key), scopes)
        if !cache.isShared { counts.invalidate([], scopes) }
    }

    private func answerAtHand(
        for key: CacheKey, load: () throws -> Attempt<[UInt8]>
    ) throws -> Attempt<EncodedAnswer> {
        if cache.isOff { return try load().map { EncodedAnswer($0) } }
        return try cache.valueAtHand(for: key) {
            try load().map { EncodedAnswer($0).stored }
        }.then { Attempt(EncodedAnswer(stored: $0)) }
    }

    private func value(
        for key: CacheKey, load: @escaping @Sendable () async throws -> [UInt8]
    ) async throws -> EncodedAnswer {
        let stored = try await cache.value(for: key) { EncodedAnswer(try await load()).stored }
        if let answer = EncodedAnswer(stored: stored) { return answer }
        return EncodedAnswer(try await load())
    }

    /// Short enough to need no allocation. The others begin with a slash or an n.
    private static func key(_ id: ProductID) -> CacheKey { CacheKey("p\(id)", changesAlone: true) }
}

// The numbers are known to every process that shares the cache: they stay.
extension CacheScopes {
    /// Pages of lists.
    fileprivate static let lists = numbered(0)
    /// Lists' lengths, which a sale leaves as they are.
    fileprivate static let assortment = numbered(1)
    /// Lengths that change when the last piece of a product goes, or the first one comes.
    fileprivate static let soldOut = numbered(2)
}
