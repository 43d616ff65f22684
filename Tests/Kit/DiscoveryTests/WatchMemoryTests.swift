import Testing

@testable import Discovery

@Suite("What a watch makes of answers")
struct WatchMemoryTests {
    private let start = ContinuousClock.now
    private let one = [Instance(id: "a", baseURL: "http://a:1")]

    private func memory() -> WatchMemory { WatchMemory(wait: .seconds(30), grace: .seconds(15)) }

    private func answer(_ instances: [Instance], _ index: UInt64) -> PassingInstances {
        PassingInstances(instances: instances, index: index)
    }

    @Test("The index is followed, is never zero, and is given up when it goes backwards")
    func index() {
        var memory = memory()
        #expect(memory.index == nil)
        _ = memory.take(answer(one, 0), at: start)
        #expect(memory.index == 1)
        _ = memory.take(answer(one, 70), at: start)
        #expect(memory.index == 70)
        _ = memory.take(answer(one, 69), at: start)
        #expect(memory.index == nil)
        _ = memory.take(answer(one, 69), at: start)
        #expect(memory.index == 69)
        memory.forgetIndex()
        #expect(memory.index == nil)
    }

    @Test("That nobody passes is believed at once where nobody was known, and after a while where somebody was")
    func empty() {
        var memory = memory()
        #expect(memory.take(answer([], 1), at: start) == [])
        #expect(memory.take(answer(one, 2), at: start) == one)
        #expect(memory.wait(at: start) == .seconds(30))
        #expect(memory.take(answer([], 3), at: start) == nil)
        #expect(memory.wait(at: start + .seconds(5)) == .seconds(10), "it asks again when it would believe it")
        #expect(memory.take(answer([], 3), at: start + .seconds(14)) == nil)
        #expect(memory.take(answer([], 3), at: start + .seconds(15)) == [])
        #expect(memory.wait(at: start + .seconds(15)) == .seconds(30))
        #expect(memory.take(answer([], 4), at: start + .seconds(16)) == [])
    }

    @Test("All instances critical for a moment change nothing, and the next time counts anew")
    func flicker() {
        var memory = memory()
        _ = memory.take(answer(one, 1), at: start)
        #expect(memory.take(answer([], 2), at: start + .seconds(1)) == nil)
        #expect(memory.take(answer(one, 3), at: start + .seconds(2)) == one)
        #expect(memory.take(answer([], 4), at: start + .seconds(17)) == nil)
        #expect(memory.take(answer([], 4), at: start + .seconds(31)) == nil)
        #expect(memory.take(answer([], 4), at: start + .seconds(32)) == [])
    }

    @Test("While Consul says nothing, nobody is believed to be gone: the while counts from its next answer")
    func silence() {
        var memory = memory()
        _ = memory.take(answer(one, 1), at: start)
        #expect(memory.take(answer([], 2), at: start + .seconds(1)) == nil)
        memory.forgetIndex()
        #expect(memory.wait(at: start + .seconds(20)) == .seconds(30))
        #expect(memory.take(answer([], 1), at: start + .seconds(60)) == nil)
        #expect(memory.take(answer([], 1), at: start + .seconds(74)) == nil)
        #expect(memory.take(answer([], 1), at: start + .seconds(75)) == [])
    }

    @Test("Entries without an address that could be called are left out, and counted")
    func entries() {
        let text = """
            [{"Node": {"Address": "10.0.0.1"}, "Service": {"ID": "b", "Address": "", "Port": 8002}},
             {"Node": {"Address": "10.0.0.1"}, "Service": {"ID": "a", "Address": "10.0.0.2", "Port": 8002}},
             {"Node": {"Address": "10.0.0.1"}, "Service": {"ID": "c", "Address": "10.0.0.2", "Port": 0}},
             {"Node": {"Address": "10.0.0.1"}, "Service": {"ID": "d", "Address": "a/b", "Port": 80}}, 7]
            """
        let answer = PassingInstances(Array(text.utf8), index: "12")
        #expect(answer?.instances.map(\.baseURL) == ["http://10.0.0.2:8002", "http://10.0.0.1:8002"])
        #expect(answer?.unusable == 3)
        #expect(answer?.index == 12)
    }

    @Test("No more instances are kept than anybody runs")
    func bounded() {
        let many = (0..<1_000).map { Instance(id: "\($0)", baseURL: "http://a:\($0)") }
        #expect(answer(many, 1).instances.count == PassingInstances.limit)
    }

    @Test("Nonsense is no answer", arguments: ["", "null", "{}", "<html>", "[", "No cluster leader"])
    func nonsense(text: String) {
        #expect(PassingInstances(Array(text.utf8), index: "1") == nil)
        #expect(PassingInstances(Array("[]".utf8), index: nil) == nil)
        #expect(PassingInstances(Array("[]".utf8), index: "-1") == nil)
    }
}
