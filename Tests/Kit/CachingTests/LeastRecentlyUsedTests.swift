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
        for key in ["a", "b", "c"] {
            values.insert([UInt8](repeating: 0, count: 10), for: key, version: 0, until: later)
        }
        #expect(values.find("a", version: 0, at: .epoch) != nil)
        values.insert([UInt8](repeating: 0, count: 10), for: "d", version: 0, until: later)
        #expect(
            ["a", "b", "c", "d"].map { values.find($0, version: 0, at: .epoch) != nil } == [true, false, true, true])
        #expect(values.bytes == room(for: 3))
    }

    @Test("A large value drives out several, one larger than all is not stored")
    func large() {
        var values = LeastRecentlyUsed(limit: room(for: 3))
        for key in ["a", "b", "c"] {
            values.insert([UInt8](repeating: 0, count: 10), for: key, version: 0, until: later)
        }
        values.insert([UInt8](repeating: 0, count: 100), for: "d", version: 0, until: later)
        #expect(values.count == 2)
        #expect(values.find("c", version: 0, at: .epoch) != nil)
        values.insert([UInt8](repeating: 0, count: 10_000), for: "c", version: 0, until: later)
        #expect(values.find("c", version: 0, at: .epoch) == nil, "the earlier value would be a lie")
        #expect(values.count == 1)
    }

    @Test("A value of another version is not found, and gone")
    func versions() {
        var values = LeastRecentlyUsed(limit: room(for: 3))
        values.insert([1], for: "a", version: 7, until: later)
        #expect(values.find("a", version: 7, at: .epoch) == [1])
        #expect(values.find("a", version: 8, at: .epoch) == nil)
        #expect(values.find("a", version: 7, at: .epoch) == nil)
        #expect(values.bytes == 0)
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
            case 1..<6:
                values.insert([UInt8](repeating: 1, count: .random(in: 0..<400)), for: key, version: 0, until: later)
            default: _ = values.find(key, version: 0, at: .epoch)
            }
            #expect(values.bytes <= 20_000)
        }
        for number in 0..<300 {
            let key = "key \(number)"
            if let value = values.find(key, version: 0, at: .epoch) {
                model[key] = key.utf8.count + value.count + LeastRecentlyUsed.overhead
            }
        }
        #expect(values.count == model.count)
        #expect(values.bytes == model.values.reduce(0, +))
        for number in 0..<300 { values.remove("key \(number)") }
        #expect(values.count == 0)
        #expect(values.bytes == 0)
    }
}
