public import EventLoops

/// Keeps encoded answers for a while. What it says may be gone at any moment; nothing may depend on it.
///
/// What is kept is not deleted when something changes: it grows old. A value counts as long as nothing that it was made
/// of was invalidated since its load **began**, so that a load which a change overtook answers its caller and nobody
/// else.
///
///     let key = CacheKey("p12", changesAlone: true)
///     let answer = try await cache.value(for: key) { try await load() }
///     transaction.afterCommit { cache.invalidate([key], .lists) }
public protocol Cache: Sendable {
    /// With no room at all nothing is kept, nor waited for.
    var isOff: Bool { get }

    /// Whether other processes see the same values: then what follows from a change has to be kept here, and nowhere of
    /// one's own, as a change may be another's.
    var isShared: Bool { get }

    /// What is stored under a key, if it is still good.
    func get(_ key: CacheKey) async -> [UInt8]?

    /// The same without a suspension; nil also where looking takes waiting.
    func getAtHand(_ key: CacheKey) -> [UInt8]?

    /// What is stored under a key, or else what `load` gives, which is stored.
    ///
    /// Who asks while another of this process is loading waits for that one, unless an invalidation came in between.
    func value(
        for key: CacheKey, load: @escaping @Sendable () async throws -> [UInt8]
    ) async throws -> [UInt8]

    /// The same without a task. Impossible where `load` is, and where looking takes waiting, or another's load is to be
    /// waited for: then nothing is loaded either.
    func valueAtHand(for key: CacheKey, load: () throws -> Attempt<[UInt8]>) throws -> Attempt<[UInt8]>

    /// From now on nobody in this process is given what was made of these before. For hooks after a commit: it does not
    /// wait.
    /// - Parameters:
    ///   - keys: such as change alone.
    ///   - scopes: every key in one of them.
    func invalidate(_ keys: [CacheKey], _ scopes: CacheScopes)
}
