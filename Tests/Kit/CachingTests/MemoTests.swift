import Caching
import Testing

@Suite("What follows from a text is kept for the next who brings it")
struct MemoTests {
    @Test("A value is there until as many others as there is room for have come")
    func full() {
        let memo = Memo<Int>(limit: 3)
        for number in 1...3 { memo.keep(number, for: "key \(number)") }
        #expect(memo.value(for: "key 1") == 1)
        #expect(memo.value(for: "key 3") == 3)
        memo.keep(4, for: "key 4")
        #expect(memo.value(for: "key 1") == nil)
        #expect(memo.value(for: "key 4") == 4)
    }

    @Test("Nobody can fill it with long texts")
    func long() {
        let memo = Memo<Int>(limit: 3)
        let (longest, longer) = (String(repeating: "x", count: 200), String(repeating: "x", count: 201))
        memo.keep(1, for: longest)
        memo.keep(2, for: longer)
        #expect(memo.value(for: longest) == 1)
        #expect(memo.value(for: longer) == nil)
    }
}
