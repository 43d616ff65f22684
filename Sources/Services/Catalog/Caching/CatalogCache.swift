import Caching
import Contracts
import Synchronization

/// Encoded answers of the public reads. Products are dropped one by one; lists all at once, by a number in their keys
/// that grows with every change.
final class CatalogCache: Sendable {
    /// Longer ones are rare, and would let anyone fill the cache with keys.
    private static let longestQuery = 200

    private let cache: MemoryCache
    private let generation = Atomic<Int>(0)

    init(_ cache: MemoryCache) {
        self.cache = cache
    }

    /// The answer for a product on sale, without a suspension.
    func product(_ id: ProductID) -> EncodedAnswer? {
        cache.cached(Self.key(id)).flatMap(EncodedAnswer.init(stored:))
    }

    /// The answer for a product on sale, loaded once for all who ask at the same time.
    func product(
        _ id: ProductID, load: @escaping @Sendable () async throws -> [UInt8]
    ) async throws -> EncodedAnswer {
        try await value(for: Self.key(id), load: load)
    }

    /// A page of a list.
    /// - Parameter target: the whole target, as the page links to those beside it.
    func list(
        _ target: String, load: @escaping @Sendable () async throws -> [UInt8]
    ) async throws -> EncodedAnswer {
        guard target.utf8.count <= Self.longestQuery else { return EncodedAnswer(try await load()) }
        // Read before the database is: what changes meanwhile is not found under a later number.
        let key = "c.l\(generation.load(ordering: .acquiring)):\(target)"
        return try await value(for: key, load: load)
    }

    func drop(_ id: ProductID) {
        cache.remove(Self.key(id))
        generation.add(1, ordering: .acquiringAndReleasing)
    }

    /// After a change that may concern any product.
    func dropAll() {
        cache.remove(prefix: "c.p")
        generation.add(1, ordering: .acquiringAndReleasing)
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
