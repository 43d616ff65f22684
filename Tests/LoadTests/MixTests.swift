import Testing
import Values

@testable import souk_load

@Suite("The mix of a load")
struct MixTests {
    @Test("visitors run errands as often as the mix says")
    func shares() throws {
        let mix = try #require(Mix("browse=6,search=3,order=1"))
        var chance = SplitMix64(seed: 7)
        var counts: [Errand: Int] = [:]
        for _ in 0..<10_000 { counts[mix.pick(&chance), default: 0] += 1 }
        #expect(abs((counts[.browse] ?? 0) - 6000) < 300)
        #expect(abs((counts[.search] ?? 0) - 3000) < 300)
        #expect(abs((counts[.order] ?? 0) - 1000) < 300)
        #expect(counts[.staff] == nil)
    }

    @Test("the same seed makes the same visitors")
    func seeds() throws {
        let mix = try #require(Mix(Mix.standard))
        var (one, other, third) = (SplitMix64(seed: 1), SplitMix64(seed: 1), SplitMix64(seed: 2))
        let first = (0..<50).map { _ in mix.pick(&one) }
        #expect((0..<50).map { _ in mix.pick(&other) } == first)
        #expect((0..<50).map { _ in mix.pick(&third) } != first)
    }

    @Test(
        "a mix that makes no sense is refused",
        arguments: ["", "browse", "browse=", "browse=-1", "browse=0", "loiter=1", "browse=1,browse=2", "browse=nan"])
    func nonsense(text: String) {
        #expect(Mix(text) == nil)
    }
}
