import CSV
import Testing
import Values

@Suite("Reading comma-separated values")
struct CSVReaderTests {
    /// Reads in pieces of so many bytes.
    static func read(
        _ bytes: [UInt8], pieces: Int = 7, limits: CSVReader.Limits = CSVReader.Limits()
    ) -> [CSVReader.Line] {
        var reader = CSVReader(limits: limits)
        var lines: [CSVReader.Line] = []
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            lines += reader.read(Array(bytes[start..<min(start + pieces, bytes.count)]))
        }
        return lines + reader.finish()
    }

    static func texts(_ text: String, pieces: Int = 7) throws -> [[String]] {
        try read(Array(text.utf8), pieces: pieces).map { try $0.get().texts }
    }

    static func firstError(_ text: String, limits: CSVReader.Limits = CSVReader.Limits()) -> CSVError? {
        for case .failure(let error) in read(Array(text.utf8), limits: limits) { return error }
        return nil
    }

    @Test(
        "Fields come as they were written",
        arguments: [
            ("", []),
            ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
            ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
            ("\u{FEFF}a,b\n", [["a", "b"]]),
            ("\u{FEFF}\"a\",b\n", [["a", "b"]]),
            ("\"\u{FEFF}a\",b\n", [["\u{FEFF}a", "b"]]),
            ("a,\"b, \"\"c\"\"\r\nd\"\n", [["a", "b, \"c\"\r\nd"]]),
            ("a,\"b\rc\nd\"\n", [["a", "b\rc\nd"]]),
            (",\n\"\",\n", [["", ""], ["", ""]]),
            ("a\n\n\r\nb\n\n", [["a"], ["b"]]),
            ("a\n\"\"\nb", [["a"], [""], ["b"]]),
            (" a , b \n", [[" a ", " b "]]),
            ("é,𝔘🜚\n", [["é", "𝔘🜚"]]),
        ] as [(String, [[String]])])
    func fields(text: String, expected: [[String]]) throws {
        for pieces in 1...5 {
            let found = try Self.texts(text, pieces: pieces)
            #expect(found.map { $0.map { Array($0.utf8) } } == expected.map { $0.map { Array($0.utf8) } })
        }
    }

    @Test("Each field knows its line and column, also behind line breaks in quotes")
    func positions() throws {
        let lines = Self.read(Array("a,b\r\n\"é\nx\",\"𝔘\",c\n".utf8))
        #expect(try lines[0].get().fields.map(\.position) == [at(1, 1), at(1, 3)])
        #expect(lines[1] == .failure(CSVError(.fieldCount(expected: 2, found: 3), at: at(2, 1), field: 3)))
        let good = Self.read(Array("a,b,c\n\"é\nx\",𝔘,c\n".utf8))
        #expect(try good[1].get().fields.map(\.position) == [at(2, 1), at(3, 4), at(3, 6)])
    }

    @Test(
        "What cannot be read for certain is refused, with its place",
        arguments: [
            ("a,b\"c\n", CSVError.Kind.strayQuote, 1, 4, 2),
            ("a\n\"b\"c\n", .textAfterQuote, 2, 4, 1),
            ("a,b\nc,\"d\ne", .openQuote, 2, 3, 2),
            ("a\rb\n", .strayCarriageReturn, 1, 3, 1),
            ("a\r", .strayCarriageReturn, 1, 3, 1),
            ("a,b\nc\n", .fieldCount(expected: 2, found: 1), 2, 1, 1),
        ])
    func refusals(text: String, kind: CSVError.Kind, line: Int, column: Int, field: Int) {
        #expect(Self.firstError(text) == CSVError(kind, at: at(line, column), field: field))
    }

    @Test("Bytes that are no UTF-8 spoil their record only")
    func invalidUTF8() throws {
        let lines = Self.read(Array("a,b\nc,".utf8) + [0xC3, 0x28] + Array("\nd,e\n".utf8))
        #expect(lines.count == 3)
        #expect(lines[1] == .failure(CSVError(.invalidUTF8, at: at(2, 3), field: 2)))
        #expect(try lines[2].get().texts == ["d", "e"])
    }

    @Test("A file that never ends a field or a record costs no more than the limit")
    func limits() {
        var limits = CSVReader.Limits()
        limits.fieldBytes = 10
        limits.recordBytes = 15
        limits.fields = 3
        #expect(Self.firstError("a,12345678901", limits: limits)?.kind == .fieldTooLong(limit: 10))
        #expect(Self.firstError("\"1234567890\n1", limits: limits)?.kind == .fieldTooLong(limit: 10))
        #expect(Self.firstError("1234567890,123456", limits: limits)?.kind == .recordTooLong(limit: 15))
        #expect(Self.firstError("a,b,c,d", limits: limits)?.kind == .tooManyFields(limit: 3))
        #expect(Self.firstError("a,b,c\n1234567890,1234,5\n", limits: limits) == nil)
    }

    @Test("After an error that hides where the next record begins nothing more is read")
    func ends() {
        var reader = CSVReader()
        #expect(reader.read(Array("a\"b\nc\n".utf8)).count == 1)
        #expect(reader.read(Array("d\n".utf8)).isEmpty)
        #expect(reader.finish().isEmpty)
    }

    @Test("Any bytes whatever are read or refused, never worse, and the same in pieces of any size")
    func anyBytes() {
        var random = SplitMix64(seed: 7)
        let alphabet: [UInt8] = Array("a,,\"\"\"\r\n\n =é".utf8) + [0xC3, 0xEF, 0xBB, 0xBF]
        for _ in 0..<1000 {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            let whole = Self.read(bytes, pieces: 1000)
            #expect(whole == Self.read(bytes, pieces: 1))
            #expect(whole == Self.read(bytes, pieces: 3))
        }
    }

    private func at(_ line: Int, _ column: Int) -> CSVPosition { CSVPosition(line: line, column: column) }
}
