/// Keeps encoded answers for a while. What it says may be gone at any moment; nothing may depend on it.
public protocol Cache: Sendable {
    /// What was stored under a key, if it is still good.
    func get(_ key: String) async -> [UInt8]?

    /// Forgets one key.
    func invalidate(_ key: String) async

    /// Forgets every key that begins so, as all pages of a list.
    func invalidate(prefix: String) async

    /// What is stored under a key, or else what `load` gives, which is stored.
    ///
    /// Who asks while another is loading waits for that one. A key that is invalidated while it loads is not stored:
    /// the value may be older than the change that invalidated it.
    func value(
        for key: String, load: @escaping @Sendable () async throws -> [UInt8]
    ) async throws -> [UInt8]
}
