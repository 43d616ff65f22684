import CSV
import Values

@testable import Catalog

/// The lines of a file of goods as products.
extension CSVFuzz {
    /// What is wrong stands in a cell of its line. What is right is the same product when it is written and read again.
    static func checkCells(of records: some Sequence<CSVRecord>, _ sheet: ProductSheet) {
        var forest = CategoryForest()
        for record in records {
            var faults = ImportFaults()
            let row = sheet.row(record, forest: &forest, into: &faults)
            expect(row.line == record.position.line, "a product stands in another line")
            for fault in faults.first { check(fault, record, sheet) }
            check(row)
            guard faults.isEmpty else { continue }
            let texts: [(String?, ProductColumn)] = [
                (row.name, .name), (row.description, .description), (row.barcode, .barcode),
            ]
            for (text, column) in texts {
                expect((text != nil) == sheet.has(column), "\(column) is there without a column, or missing with one")
            }
            checkAgain(row, forest, sheet)
        }
    }

    private static func check(_ fault: ImportFault, _ record: CSVRecord, _ sheet: ProductSheet) {
        expect(fault.line == record.position.line, "a fault stands in another line")
        let column = need(fault.column, "a fault is in no cell")
        expect(record.fields.indices.contains(column - 1), "a fault stands beside the line")
        expect(fault.name == sheet.name(of: column), "a fault has the name of another column")
        // Quotes, marks of order and ends of lines in a cell do not get to a terminal.
        expect(!fault.message.unicodeScalars.contains { $0.value < 0x20 }, "\(fault.message.debugDescription) is shown")
    }

    private static func check(_ row: ProductRow) {
        if let price = row.price { expect(price >= .zero && price <= .maximum, "\(price) is out of bounds") }
        if let quantity = row.stockQuantity { expect(quantity >= 0, "\(quantity) are in stock") }
        let texts = [row.sku, row.name, row.description, row.barcode].compactMap(\.self)
        expect(!texts.contains { $0.utf8.contains(0) }, "no database takes a NUL")
    }

    /// Writes a product as an export does, of the same columns, and reads it.
    private static func checkAgain(_ row: ProductRow, _ forest: CategoryForest, _ sheet: ProductSheet) {
        let columns = ProductColumn.allCases.filter(sheet.has)
        let path = row.plannedCategory.map { forest.plans[$0].path }
        var writer = CSVWriter()
        writer.write(columns.map(\.rawValue))
        writer.write(columns.map { FormulaGuard.guarded(text($0, of: row, path)) })
        let records = read(writer.take(), pieces: 4096).compactMap { try? $0.get() }
        expect(records.count == 2, "a product is \(records.count - 1) when it is read again")

        var faults = ImportFaults()
        var others = CategoryForest()
        let header = ProductSheet.read(records[0], currency: currency, into: &faults)
        let again = need(header, "a header that was written is refused").row(records[1], forest: &others, into: &faults)
        expect(faults.isEmpty, "a product that was written is refused: \(faults.first)")
        expect(again.price == row.price && again.stockQuantity == row.stockQuantity, "another price or stock")
        expect(again.isActive == row.isActive, "another product is on sale")
        let texts: [(String?, String?)] = [
            (again.sku, row.sku), (again.name, row.name), (again.description, row.description),
            (again.barcode, row.barcode), (again.plannedCategory.map { others.plans[$0].path }, path),
        ]
        for (read, written) in texts {
            expect(read.map { Array($0.utf8) } == written.map { Array($0.utf8) }, "a text is another")
        }
    }

    private static func text(_ column: ProductColumn, of row: ProductRow, _ path: String?) -> String {
        switch column {
        case .sku: row.sku
        case .name: row.name ?? ""
        case .description: row.description ?? ""
        case .price: row.price?.description ?? ""
        case .currency: ""
        case .category: path ?? ""
        case .stockQuantity: row.stockQuantity.map { "\($0)" } ?? ""
        case .isActive: row.isActive.map { "\($0)" } ?? ""
        case .barcode: row.barcode ?? ""
        }
    }
}
