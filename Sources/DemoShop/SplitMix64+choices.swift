import Values

extension SplitMix64 {
    /// Seeds from a name, such as a sku, so that what belongs to it never moves when others come or go.
    init(seed name: some StringProtocol, salt: UInt64 = 0) {
        // FNV-1a; the standard library's hash differs from run to run.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ salt
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        self.init(seed: hash)
    }

    mutating func number(in range: ClosedRange<Int>) -> Int {
        let span = UInt64(range.upperBound - range.lowerBound) + 1
        return range.lowerBound + Int(next().multipliedFullWidth(by: span).high)
    }

    /// True in `percent` of a hundred cases.
    mutating func happens(_ percent: Int) -> Bool {
        number(in: 1...100) <= percent
    }

    mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
        choices[number(in: 0...choices.count - 1)]
    }
}
