import Caching
import Contracts
import HTTP
import Synchronization

/// Encoded answers of the public reads. Products are dropped one by one; lists all at once, by a number in their keys
/// that grows with every change.
final class CatalogCache: Sendable {
    /// Longer ones are rare, and would let anyone fill the cache with keys.
    private static let longestQuery = 200

    private let cache: MemoryCache
    /// A few digits for each filter, which outlast the answers, and are there without a cache of answers too.
    private let counts = MemoryCache(limits: CacheLimits(bytes: 256 << 10))
    private let generation = Atomic<Int>(0)
    /// Of the lists' lengths, which a sale leaves as they are.
    private let assortment = Atomic<Int>(0)
    /// Of the lengths that change when the last piece of a product goes, or the first one comes.
    private let soldOut = Atomic<Int>(0)

    init(_ cache: MemoryCache) {
        self.cache = cache
    }

    /// The answer for a product on sale, loaded once for all who ask at the same time.
    func product(
        _ id: ProductID, load: @escaping @Sendable () async throws -> [UInt8]
    ) async throws -> EncodedAnswer {
        try await value(for: Self.key(id), load: load)
    }

    /// The answer for a product on sale, loaded without a suspension; nil where `load` gives nil.
    func productAtHand(_ id: ProductID, load: () throws -> [UInt8]?) rethrows -> EncodedAnswer? {
        try answerAtHand(for: Self.key(id), load: load)
    }

    /// A page of a list, without a suspension.
    func list(_ target: String) -> EncodedAnswer? {
        listKey(target).flatMap { cache.cached($0) }.flatMap(EncodedAnswer.init(stored:))
    }

    /// A page of a list.
    /// - Parameter target: the whole target, as the page links to those beside it.
    func list(
        _ target: String, load: @escaping @Sendable () async throws -> [UInt8]
    ) async throws -> EncodedAnswer {
        // Made before the database is asked: what changes meanwhile is not found under a later number.
        guard let key = listKey(target) else { return EncodedAnswer(try await load()) }
        return try await value(for: key, load: load)
    }

    /// A page of a list, loaded without a suspension; nil where `load` gives nil.
    func listAtHand(_ target: String, load: () throws -> [UInt8]?) rethrows -> EncodedAnswer? {
        guard let key = listKey(target) else { return try load().map { EncodedAnswer($0) } }
        return try answerAtHand(for: key, load: load)
    }

    private func listKey(_ target: String) -> String? {
        guard target.utf8.count <= Self.longestQuery else { return nil }
        return "c.l\(generation.load(ordering: .acquiring)):\(target)"
    }

    /// How long a list is. Counting is the dearest part of a list, and under a stream of orders its pages do not last.
    /// - Parameters:
    ///   - identity: what tells the length from those of other lists, in ASCII: bytes are compared, not characters.
    ///   - dependsOnStock: whether it changes when a product is sold out, or there again.
    func count(
        _ identity: String, dependsOnStock: Bool, load: @escaping @Sendable () async throws -> Int
    ) async throws -> Int {
        guard identity.utf8.count <= 4 * Self.longestQuery else { return try await load() }
        let stock = dependsOnStock ? "s\(soldOut.load(ordering: .acquiring))" : ""
        let key = "c.n\(assortment.load(ordering: .acquiring))\(stock):\(identity)"
        let digits = try await counts.value(for: key) { Array(String(try await load()).utf8) }
        if let count = Int(String(decoding: digits, as: UTF8.self)) { return count }
        return try await load()
    }

    /// How long a list is, counted without a suspension; nil where `load` gives nil.
    /// - Parameter identity: of a list that does not depend on the stock.
    func countAtHand(_ identity: String, load: () throws -> Int?) rethrows -> Int? {
        guard identity.utf8.count <= 4 * Self.longestQuery else { return try load() }
        let key = "c.n\(assortment.load(ordering: .acquiring)):\(identity)"
        let digits = try counts.valueAtHand(for: key) { try load().map { Array(String($0).utf8) } }
        return digits.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    }

    func drop(_ id: ProductID) {
        cache.remove(Self.key(id))
        generation.add(1, ordering: .acquiringAndReleasing)
    }

    /// After a change by which a product may come into lists or leave them.
    func dropWithCounts(_ id: ProductID) {
        assortment.add(1, ordering: .acquiringAndReleasing)
        drop(id)
    }

    /// After a change by which a product may be sold out, or there again.
    func dropWithStockCounts(_ id: ProductID) {
        soldOut.add(1, ordering: .acquiringAndReleasing)
        drop(id)
    }

    /// After a change that may concern any product.
    func dropAll() {
        cache.remove(prefix: "c.p")
        assortment.add(1, ordering: .acquiringAndReleasing)
        generation.add(1, ordering: .acquiringAndReleasing)
    }

    private func answerAtHand(for key: String, load: () throws -> [UInt8]?) rethrows -> EncodedAnswer? {
        var made: EncodedAnswer?
        let stored = try cache.valueAtHand(for: key) {
            made = try load().map { EncodedAnswer($0) }
            return cache.isOff ? [] : made?.stored
        }
        return made ?? stored.flatMap(EncodedAnswer.init(stored:))
    }

    private func value(
        for key: String, load: @escaping @Sendable () async throws -> [UInt8]
    ) async throws -> EncodedAnswer {
        let stored = try await cache.value(for: key) { EncodedAnswer(try await load()).stored }
        if let answer = EncodedAnswer(stored: stored) { return answer }
        return EncodedAnswer(try await load())
    }

    /// Short enough to need no allocation.
    private static func key(_ id: ProductID) -> String { "c.p\(id)" }
}
