/// What one loop has verified. It has two halves: when the young one is full it becomes the old one, which is dropped;
/// a token that is found in the old half moves to the young. So it stays bounded without keeping an order.
final class TokenCache<Claims> {
    private let half: Int
    private var young: [SHA256Digest: Claims] = [:]
    private var old: [SHA256Digest: Claims] = [:]
    private var generation = 0

    init(limit: Int) {
        half = max(1, limit / 2)
    }

    var count: Int { young.count + old.count }

    /// - Parameter generation: that of the keys; everything is forgotten when it changes.
    func find(_ digest: SHA256Digest, generation: Int) -> Claims? {
        if generation != self.generation {
            young = [:]
            old = [:]
            self.generation = generation
        }
        if let found = young[digest] { return found }
        guard let found = old.removeValue(forKey: digest) else { return nil }
        insert(found, for: digest)
        return found
    }

    /// Belongs to the `find` just before, and so to the keys that it named.
    func insert(_ claims: Claims, for digest: SHA256Digest) {
        if young.count >= half {
            old = young
            young = [:]
        }
        young[digest] = claims
    }
}
