import CSodium
public import EventLoops
public import Values

/// Hashes and checks passwords by Argon2id, off the loops: at most as many at once as the pool has threads, and what
/// does not find a place in its queue is refused, so that a flood of logins cannot take all memory.
public struct PasswordHasher: Sendable {
    /// What one hash costs.
    public struct Cost: Hashable, Sendable {
        public let memoryBytes: Int
        public let passes: Int

        public init(memoryBytes: Int, passes: Int) {
            self.memoryBytes = memoryBytes
            self.passes = passes
        }

        /// 19 MiB and two passes, as OWASP advises; the library's own presets take 64 MiB and more.
        public static let standard = Cost(memoryBytes: 19 * 1024 * 1024, passes: 2)
    }

    /// There was no memory for a hash.
    public struct OutOfMemory: Error {}

    private let pool: BlockingPool
    private let cost: Cost

    /// What unknown users' passwords are compared with: well formed, of the same cost, the hash of nothing.
    private let decoy: PasswordHash

    public init(pool: BlockingPool, cost: Cost = .standard, random: RandomSource = .system) {
        self.pool = pool
        self.cost = cost
        decoy = Self.makeDecoy(cost, random)
    }

    /// A hasher with a pool of its own: two at once, and a bounded queue.
    public init(queueLimit: Int = 64, cost: Cost = .standard) throws {
        try self.init(pool: BlockingPool(name: "passwords", threads: 2, queueLimit: queueLimit), cost: cost)
    }

    /// - Throws: `BlockingPool.Full` while too many wait.
    public func hash(_ password: Secret<String>) async throws -> PasswordHash {
        try await pool.run { [cost] in try Self.compute(password, cost) }
    }

    /// Whether the password is the one; without a hash, for an unknown user, false after the same time.
    /// - Throws: `BlockingPool.Full` while too many wait.
    public func verify(_ password: Secret<String>, against hash: PasswordHash?) async throws -> Bool {
        let other = hash ?? decoy
        let same = try await pool.run { Self.compare(password, other) }
        return same && hash != nil
    }

    /// Whether the hash was made with another cost, and should be renewed at the next login.
    public func needsRehash(_ hash: PasswordHash) -> Bool {
        Sodium.ready && crypto_pwhash_str_needs_rehash(hash.encoded, UInt64(cost.passes), cost.memoryBytes) != 0
    }

    /// Finishes what waits, and ends the threads.
    public func shutdown() {
        pool.shutdown()
    }

    private static func compute(_ password: Secret<String>, _ cost: Cost) throws -> PasswordHash {
        guard Sodium.ready else { throw OutOfMemory() }
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let status = withBytes(of: password) { bytes, count in
            crypto_pwhash_str_alg(
                &text, bytes, count, UInt64(cost.passes), cost.memoryBytes, crypto_pwhash_ALG_ARGON2ID13)
        }
        guard status == 0 else { throw OutOfMemory() }
        return PasswordHash(
            encoded: String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }

    private static func compare(_ password: Secret<String>, _ hash: PasswordHash) -> Bool {
        guard Sodium.ready else { return false }
        return withBytes(of: password) { bytes, count in
            crypto_pwhash_str_verify(hash.encoded, bytes, count) == 0
        }
    }

    private static func withBytes<Result>(
        of password: Secret<String>, _ body: (UnsafePointer<CChar>, UInt64) -> Result
    ) -> Result {
        var copy = password.reveal().utf8CString
        return copy.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { preconditionFailure("a C string has at least its end") }
            defer { sodium_memzero(start, buffer.count) }
            return body(start, UInt64(buffer.count - 1))
        }
    }

    private static func makeDecoy(_ cost: Cost, _ random: RandomSource) -> PasswordHash {
        func base64(_ count: Int) -> String {
            Base64URL.encode(random.bytes(count)).map { $0 == "-" ? "+" : $0 == "_" ? "/" : String($0) }.joined()
        }
        return PasswordHash(
            encoded: "$argon2id$v=19$m=\(cost.memoryBytes / 1024),t=\(cost.passes),p=1$\(base64(16))$\(base64(32))")
    }
}
