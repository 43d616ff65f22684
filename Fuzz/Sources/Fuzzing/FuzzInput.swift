/// What the fuzzer made up.
struct FuzzInput {
    let bytes: [UInt8]

    /// The bytes as text; what is not UTF-8 is replaced, as the server does with what comes from outside.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Splits off the first byte, by which a target with several parsers chooses one of them.
    func choosing(among count: Int) -> (choice: Int, rest: FuzzInput) {
        guard let first = bytes.first else { return (0, self) }
        return (Int(first) % count, FuzzInput(bytes: Array(bytes.dropFirst())))
    }

    /// The input in two, at its first newline.
    var halves: (FuzzInput, FuzzInput) {
        guard let end = bytes.firstIndex(of: 0x0A) else { return (self, FuzzInput(bytes: [])) }
        return (FuzzInput(bytes: Array(bytes[..<end])), FuzzInput(bytes: Array(bytes[(end + 1)...])))
    }
}

extension FuzzInput {
    /// How long an input gets that repeats a part of itself.
    private static let amplifiedLength = 32_768

    /// `beginning FF unit FF end` stands for the unit many times over. So a fuzzer that works on short inputs finds
    /// out about long ones: what takes quadratic time takes more than its time there.
    init(expanding bytes: UnsafeBufferPointer<UInt8>) {
        let marks = bytes.indices.filter { bytes[$0] == 0xFF }
        guard marks.count == 2, marks[1] - marks[0] > 1 else {
            self.init(bytes: Array(bytes))
            return
        }
        let unit = bytes[(marks[0] + 1)..<marks[1]]
        var expanded = Array(bytes[..<marks[0]])
        for _ in 0..<(Self.amplifiedLength / unit.count) { expanded.append(contentsOf: unit) }
        expanded.append(contentsOf: bytes[(marks[1] + 1)...])
        self.init(bytes: expanded)
    }
}
