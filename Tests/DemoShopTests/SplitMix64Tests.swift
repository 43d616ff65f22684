import Testing

@testable import DemoShop

@Suite struct SplitMix64Tests {
    @Test("chance follows the published generator, so a shop is the same on every machine and in every version")
    func published() {
        var chance = SplitMix64(seed: 0)
        #expect(chance.next() == 0xE220_A839_7B1D_CDAF)
        #expect(chance.next() == 0x6E78_9E6A_A1B9_65F4)
        #expect(chance.next() == 0x06C4_5D18_8009_454F)
    }

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
