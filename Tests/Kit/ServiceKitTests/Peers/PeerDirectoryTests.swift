import EventLoops
import ServiceKit
import TestSupport
import Testing
import Values

@Suite("Peer directory")
struct PeerDirectoryTests {
    private struct Away: Error {}

    /// A peer that knows some names, and notes what it is asked.
    private final class Names: Sendable {
        private let state = Lock<(names: [Int: String], asked: [[Int]], isAway: Bool)>(([:], [], false))

        init(_ names: [Int: String]) {
            state.withLock { $0.names = names }
        }

        var asked: [[Int]] { state.withLock { $0.asked } }

        func set(_ id: Int, _ name: String) { state.withLock { $0.names[id] = name } }

        func leave(_ isAway: Bool) { state.withLock { $0.isAway = isAway } }

        func answer(_ ids: [Int]) throws -> [Int: String] {
            try state.withLock { state in
                state.asked.append(ids)
                if state.isAway { throw Away() }
                return state.names.filter { ids.contains($0.key) }
            }
        }
    }

    private let clock = ManualClock()

    private func directory(of peer: Names, largestCall: Int = 100, capacity: Int = 100) -> PeerDirectory<Int, String> {
        PeerDirectory(largestCall: largestCall, capacity: capacity, clock: clock.wallClock) { try peer.answer($0) }
    }

    @Test("Many ids are asked for at once, in calls that are not too large, and not again within a minute")
    func together() async {
        let peer = Names([1: "ada", 2: "bob", 3: "cy"])
        let directory = directory(of: peer, largestCall: 2)
        #expect(await directory.entries(of: [3, 1, 2, 1]) == [1: "ada", 2: "bob", 3: "cy"])
        #expect(peer.asked == [[1, 2], [3]])
        peer.set(1, "eve")
        #expect(await directory.entries(of: [1, 3]) == [1: "ada", 3: "cy"])
        #expect(peer.asked.count == 2)
        clock.advance(by: .seconds(61))
        #expect(directory.remembered(1) == nil)
        #expect(await directory.entries(of: [1]) == [1: "eve"])
    }

    @Test("That the peer knows nobody is remembered for lists, but not where somebody is asked for by name")
    func unknown() async throws {
        let peer = Names([:])
        let directory = directory(of: peer)
        #expect(await directory.entries(of: [7]).isEmpty)
        #expect(await directory.entries(of: [7]).isEmpty)
        #expect(peer.asked.count == 1)
        peer.set(7, "gil")
        #expect(try await directory.entry(of: 7) == "gil")
        #expect(directory.remembered(7) == "gil")
    }

    @Test("A peer that is away is left alone for a moment; what is remembered is shown all the same")
    func away() async {
        let peer = Names([1: "ada", 2: "bob"])
        let directory = directory(of: peer, largestCall: 1)
        #expect(await directory.entries(of: [1]) == [1: "ada"])
        peer.leave(true)
        #expect(await directory.entries(of: [1, 2, 3]) == [1: "ada"])
        #expect(peer.asked == [[1], [2]], "the first call that fails is the last")
        peer.leave(false)
        #expect(await directory.entries(of: [2]).isEmpty)
        clock.advance(by: .seconds(2))
        #expect(await directory.entries(of: [2]) == [2: "bob"])
        await #expect(throws: Away.self) {
            peer.leave(true)
            _ = try await directory.entry(of: 3)
        }
    }

    @Test("It remembers no more than it may, and forgets whom it is told to forget")
    func bounded() async {
        let peer = Names([1: "ada", 2: "bob", 3: "cy"])
        let directory = directory(of: peer, capacity: 2)
        _ = await directory.entries(of: [1, 2])
        directory.forget(1)
        #expect(directory.remembered(1) == nil)
        #expect(directory.remembered(2) == "bob")
        _ = await directory.entries(of: [1])
        _ = await directory.entries(of: [3])
        #expect(directory.remembered(2) == nil)
        #expect(directory.remembered(3) == "cy")
    }
}
