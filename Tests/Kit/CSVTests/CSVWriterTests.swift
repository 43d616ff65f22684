import CSV
import Testing
import Values

@Suite("Writing comma-separated values")
struct CSVWriterTests {
    @Test("Quotes stand where they are needed and nowhere else")
    func quotes() {
        var writer = CSVWriter()
        writer.write(["plain", "a b", "with,comma", "with \"quote\"", "two\nlines", " blank", "semi;colon", ""])
        let expected = "plain,a b,\"with,comma\",\"with \"\"quote\"\"\",\"two\nlines\",\" blank\",\"semi;colon\",\r\n"
        #expect(writer.take() == Array(expected.utf8))
        #expect(writer.take().isEmpty, "what was taken is gone")
    }

    @Test("Any texts come back to the byte, with and without the guard against formulas")
    func roundTrip() throws {
        var random = SplitMix64(seed: 42)
        for width in 1...4 {
            var writer = CSVWriter()
            let records = (0..<500).map { _ in (0..<width).map { _ in AwkwardText.make(&random) } }
            for record in records { writer.write(record.map(FormulaGuard.guarded)) }
            let found = CSVReaderTests.read(writer.take(), pieces: 1 + width * 5)
            try #require(found.count == records.count)
            for (line, record) in zip(found, records) {
                let texts = try line.get().texts.map(FormulaGuard.unguarded)
                // Compared as bytes: Swift takes é and é for the same text.
                #expect(texts.map { Array($0.utf8) } == record.map { Array($0.utf8) })
            }
        }
    }
}
