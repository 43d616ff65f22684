import Security
import TestSupport
import Testing

@testable import souk

@Suite("Keys of access tokens that are exchanged while the shop runs")
struct SigningKeyWatchTests {
    private func inFolder(_ body: (SigningKeyFile, SigningKeyWatch) async throws -> Void) async throws {
        try await withShopFolder(1) { folder, _ in
            let file = SigningKeyFile(path: folder + "/signing.pem")
            try await body(file, SigningKeyWatch(file: file, ring: KeyRing(try file.loadOrCreate())))
        }
    }

    @Test("A new key is trusted before it signs, and the one before goes on to be trusted")
    func published() async throws {
        try await inFolder { file, watch in
            let old = try #require(watch.ring.current.signing).id
            let new = try file.rotate()
            var sightings = 0
            for _ in 1...SigningKeyWatch.notice {
                watch.look(&sightings)
                #expect(watch.ring.current.signing?.id == old)
                #expect(watch.ring.current.key(id: new) != nil)
            }
            watch.look(&sightings)
            #expect(watch.ring.current.signing?.id == new)
            #expect(watch.ring.current.key(id: old) != nil)
        }
    }

    @Test("A key that is forgotten is trusted no more")
    func forgotten() async throws {
        try await inFolder { file, watch in
            let old = try #require(watch.ring.current.signing).id
            _ = try file.rotate()
            var sightings = 0
            for _ in 0...SigningKeyWatch.notice { watch.look(&sightings) }
            #expect(watch.ring.current.key(id: old) != nil)
            file.forgetPrevious()
            watch.look(&sightings)
            #expect(watch.ring.current.key(id: old) == nil)
        }
    }

    @Test("Both at once: the old key signs until the new one is known everywhere, and then counts for nothing")
    func both() async throws {
        try await inFolder { file, watch in
            let old = try #require(watch.ring.current.signing).id
            let new = try file.rotate()
            file.forgetPrevious()
            var sightings = 0
            watch.look(&sightings)
            #expect(watch.ring.current.signing?.id == old)
            #expect(watch.ring.current.key(id: old) != nil)
            for _ in 1...SigningKeyWatch.notice { watch.look(&sightings) }
            #expect(watch.ring.current.verification.map(\.id) == [new])
        }
    }
}
