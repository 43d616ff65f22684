import CSV
import Values

@testable import Catalog

/// Files of goods. In whatever pieces they come, they are read the same, and what is read is written and read again: as
/// texts, and as products.
enum CSVFuzz: FuzzTarget {
    static let name = "csv"
    static let currency = need(Currency("EUR"), "no currency")

    static func run(_ input: FuzzInput) {
        let lines = read(input.bytes, pieces: input.bytes.count)
        expect(lines == read(input.bytes, pieces: 1), "byte by byte it is another file")
        expect(lines == read(input.bytes, pieces: 7), "in pieces it is another file")
        let isOver = lines.dropLast().contains { line in
            if case .failure(let error) = line { !error.isLocal } else { false }
        }
        expect(!isOver, "something was read behind an end")
        let records = lines.compactMap { try? $0.get() }
        checkWriting(records)
        if let header = records.first, let sheet = checkHeader(header) {
            checkCells(of: records.dropFirst(), sheet)
        }
        checkGuard(input.text)
        checkPath(input.text)
    }

    static func read(_ bytes: [UInt8], pieces: Int) -> [CSVReader.Line] {
        var reader = CSVReader()
        var lines: [CSVReader.Line] = []
        for start in stride(from: 0, to: bytes.count, by: max(pieces, 1)) {
            lines += reader.read(Array(bytes[start..<min(start + pieces, bytes.count)]))
        }
        return lines + reader.finish()
    }

    private static func checkWriting(_ records: [CSVRecord]) {
        var writer = CSVWriter()
        for record in records { writer.write(record.texts.map(FormulaGuard.guarded)) }
        let again = read(writer.take(), pieces: 4096)
        expect(again.count == records.count, "\(records.count) records are \(again.count) when they are read again")
        for (line, record) in zip(again, records) {
            let texts = mustNotThrow("what was written cannot be read") { try line.get().texts }
            expect(texts.count == record.fields.count, "a record has other fields when it is read again")
            for (text, field) in zip(texts, record.fields) {
                let back = FormulaGuard.unguarded(text)
                expect(back.utf8.elementsEqual(field.text.utf8), "a field is another when it is read again")
            }
        }
    }

    /// A header is taken if each of its names is a column, none stands twice, and `sku` is among them.
    private static func checkHeader(_ header: CSVRecord) -> ProductSheet? {
        var faults = ImportFaults()
        let sheet = ProductSheet.read(header, currency: currency, into: &faults)
        expect((sheet == nil) == !faults.isEmpty, "a header is refused without a reason, or taken with one")
        let names = header.texts.map { $0.lowercased().filter { !$0.isWhitespace } }
        let columns = names.compactMap { ProductColumn(rawValue: $0) }
        let isGood = columns.count == names.count && Set(columns).count == names.count && columns.contains(.sku)
        expect((sheet != nil) == isGood, "\(names) is read as \(String(describing: sheet))")
        guard let sheet else { return nil }
        for (index, name) in names.enumerated() {
            expect(sheet.name(of: index + 1) == name, "column \(index + 1) is called otherwise")
        }
        expect(ProductColumn.allCases.allSatisfy { sheet.has($0) == columns.contains($0) }, "another column")
        return sheet
    }

    private static func checkGuard(_ text: String) {
        let guarded = FormulaGuard.guarded(text)
        expect(FormulaGuard.unguarded(guarded).utf8.elementsEqual(text.utf8), "the guard cannot be taken off")
        let dangerous: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n"]
        expect(!(guarded.unicodeScalars.first.map(dangerous.contains) ?? false), "a formula got through")
    }

    private static func checkPath(_ text: String) {
        guard let names = CategoryPath.names(text) else { return }
        let again = need(CategoryPath.names(CategoryPath.text(names)), "a path that was written cannot be read")
        expect(again.map { Array($0.utf8) } == names.map { Array($0.utf8) }, "a path is another when it is read again")
    }
}
