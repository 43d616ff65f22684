import Testing
import Values

@testable import DemoShop

@Suite struct ChoicesTests {
    @Test("a name always gives the same numbers, another name others")
    func names() {
        var one = SplitMix64(seed: "MUG-00001")
        var same = SplitMix64(seed: "MUG-00001")
        var other = SplitMix64(seed: "MUG-00002")
        let number = one.next()
        #expect(number == same.next())
        #expect(number != other.next())
    }

    @Test("numbers stay within their range and reach both ends of it")
    func range() {
        var chance = SplitMix64(seed: 7)
        let numbers = Set((0..<500).map { _ in chance.number(in: 3...9) })
        #expect(numbers == [3, 4, 5, 6, 7, 8, 9])
    }
}
