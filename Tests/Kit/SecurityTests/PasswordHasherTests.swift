import EventLoops
import Glibc
import TestSupport
import Testing
import Values

@testable import Security

struct PasswordHasherTests {
    /// As little as the algorithm allows: the tests are not about its cost.
    static let cheap = PasswordHasher.Cost(memoryBytes: 8_192, passes: 1)

    @Test("The right password is recognised, another is not")
    func verification() async throws {
        let hasher = try PasswordHasher(cost: Self.cheap)
        let hash = try await hasher.hash(Secret("correct horse 🐎"))
        #expect(try await hasher.verify(Secret("correct horse 🐎"), against: hash))
        #expect(try await !hasher.verify(Secret("correct horse"), against: hash))
        #expect(try await !hasher.verify(Secret("correct horse 🐎\0"), against: hash))
        #expect(try await hasher.hash(Secret("correct horse 🐎")) != hash, "each hash has its own salt")
    }

    @Test("A hash is made by Argon2id with 19 MiB and two passes")
    func standard() async throws {
        let hash = try await PasswordHasher().hash(Secret("correct horse"))
        #expect(hash.encoded.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
    }

    @Test("A hash of another cost is still verified, and asks to be renewed")
    func renewal() async throws {
        let old = try PasswordHasher(cost: Self.cheap)
        let new = try PasswordHasher(cost: PasswordHasher.Cost(memoryBytes: 16_384, passes: 2))
        let hash = try await old.hash(Secret("correct horse"))
        #expect(!old.needsRehash(hash))
        #expect(new.needsRehash(hash))
        #expect(try await new.verify(Secret("correct horse"), against: hash))
        #expect(new.needsRehash(PasswordHash(encoded: "rubbish")))
    }

    @Test("An unknown user costs as much as a wrong password")
    func decoy() async throws {
        let hasher = try PasswordHasher()
        let hash = try await hasher.hash(Secret("correct horse"))
        var known = Duration.seconds(600), unknown = known
        // The shortest of several says what it costs; the others, how busy the machine is.
        for _ in 0..<5 {
            let clock = ContinuousClock()
            let wrong = try await clock.measure { _ = try await hasher.verify(Secret("wrong"), against: hash) }
            let nobody = try await clock.measure { _ = try await hasher.verify(Secret("wrong"), against: nil) }
            (known, unknown) = (min(known, wrong), min(unknown, nobody))
        }
        // A decoy that the library refused to read would take a thousandth of the time.
        #expect(unknown > known / 10)
    }

    @Test("What finds no place in the queue is refused at once")
    func full() async throws {
        let pool = try BlockingPool(name: "test", threads: 1, queueLimit: 0)
        let hasher = PasswordHasher(pool: pool, cost: Self.cheap)
        let (gate, started) = (Gate(), Gate())
        async let busy: Void = pool.run {
            started.open()
            gate.wait()
        }
        await started.opened()
        await #expect(throws: BlockingPool.Full.self) { try await hasher.hash(Secret("correct horse")) }
        await #expect(throws: BlockingPool.Full.self) { try await hasher.verify(Secret("wrong"), against: nil) }
        gate.open()
        try await busy
        #expect(try await !hasher.verify(Secret("wrong"), against: nil))
    }

    @Test("Neither password nor hash prints itself")
    func silence() async throws {
        let hash = try await PasswordHasher(cost: Self.cheap).hash(Secret("correct horse"))
        var dumped = ""
        dump(hash, to: &dumped)
        #expect(!"\(hash) \(String(reflecting: [hash])) \(dumped)".contains("argon2"))
    }
}

/// Holds a thread until the test lets it go.
private final class Gate: Sendable {
    private let isOpen = Lock(false)

    func open() {
        isOpen.withLock { $0 = true }
    }

    func wait() {
        while !isOpen.withLock({ $0 }) { sched_yield() }
    }

    func opened() async {
        while !isOpen.withLock({ $0 }) { await Task.yield() }
    }
}
