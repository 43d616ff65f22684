import Testing
import Values

@Suite("Numbers that a seed decides")
struct SplitMix64Tests {
    @Test(
        "They follow the published generator, so that what is made of them is the same on every machine and in every version"
    )
    func published() {
        var chance = SplitMix64(seed: 0)
        #expect(chance.next() == 0xE220_A839_7B1D_CDAF)
        #expect(chance.next() == 0x6E78_9E6A_A1B9_65F4)
        #expect(chance.next() == 0x06C4_5D18_8009_454F)
    }
}
