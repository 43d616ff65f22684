import Testing
import Values

@testable import Caching

struct LeastRecentlyUsedTests {
    let later = Timestamp(seconds: 100)

    private func room(for count: Int) -> Int {
        count * (LeastRecentlyUsed.overhead + 1 + 10)
    }

    @Test("The value that was not used for longest makes room")
    func order() {
        var values = LeastRecentlyUsed(limit: room(for: 3))
        for key in ["a", "b", "c"] { values.insert([UInt8](repeating: 0, count: 10), for: key, until: later) }
        #expect(values.find("a", at: .epoch) != nil)
        values.insert([UInt8](repeating: 0, count: 10), for: "d", until: later)
        #expect(["a", "b", "c", "d"].map { values.find($0, at: .epoch) != nil } == [true, false, true, true])
        #expect(values.bytes == room(for: 3))
    }

    @Test("A large value drives out several, one larger than all is not stored")
    func large() {
        var values = LeastRecentlyUsed(limit: room(for: 3))
        for key in ["a", "b", "c"] { values.insert([UInt8](repeating: 0, count: 10), for: key, until: later) }
        values.insert([UInt8](repeating: 0, count: 100), for: "d", until: later)
        #expect(values.count == 2)
        #expect(values.find("c", at: .epoch) != nil)
        values.insert([UInt8](repeating: 0, count: 10_000), for: "c", until: later)
        #expect(values.find("c", at: .epoch) == nil, "the earlier value would be a lie")
        #expect(values.count == 1)
    }

    @Test("Whatever is done, the bytes are those of what is there")
    func reckoning() {
        var values = LeastRecentlyUsed(limit: 20_000)
        var model: [String: Int] = [:]
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let key = "key \(Int.random(in: 0..<300, using: &random))"
            switch Int.random(in: 0..<10, using: &random) {
            case 0: values.remove(key)
            case 1..<6: values.insert([UInt8](repeating: 1, count: .random(in: 0..<400)), for: key, until: later)
            default: _ = values.find(key, at: .epoch)
            }
            #expect(values.bytes <= 20_000)
        }
        for number in 0..<300 {
            let key = "key \(number)"
            if let value = values.find(key, at: .epoch) {
                model[key] = key.utf8.count + value.count + LeastRecentlyUsed.overhead
            }
        }
        #expect(values.count == model.count)
        #expect(values.bytes == model.values.reduce(0, +))
        values.removeAll(withPrefix: "key")
        #expect(values.count == 0)
        #expect(values.bytes == 0)
    }
}
