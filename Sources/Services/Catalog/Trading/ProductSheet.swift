import CSV
import Contracts
import JSON
import Values

/// Reads lines of products: knows from the header which column is what.
struct ProductSheet: Sendable {
    private let places: [ProductColumn: Int]
    private let currency: Currency

    /// Whether the file has such a column.
    func has(_ column: ProductColumn) -> Bool { places[column] != nil }

    /// Reads the header, which names each column once, in any order.
    static func read(
        _ header: CSVRecord, currency: Currency, into faults: inout ImportFaults
    ) -> ProductSheet? {
        var places: [ProductColumn: Int] = [:]
        let before = faults.count
        for (index, field) in header.fields.enumerated() {
            let name = field.text.lowercased().filter { !$0.isWhitespace }
            func refuse(_ message: String) {
                faults.add(ImportFault(line: field.position.line, column: index + 1, message))
            }
            if let column = ProductColumn(rawValue: name) {
                if places.updateValue(index, forKey: column) != nil { refuse("there are two columns \(name)") }
            } else {
                refuse("there is no column \(Shown.text(field.text)); there are \(ProductColumn.names)")
            }
        }
        if places[.sku] == nil, faults.count == before {
            faults.add(
                ImportFault(line: header.position.line, "the column sku is missing: it says which product is meant"))
        }
        return faults.count == before ? ProductSheet(places: places, currency: currency) : nil
    }

    /// A fault in a column of this file.
    func fault(_ column: ProductColumn, line: Int, _ message: String) -> ImportFault {
        ImportFault(line: line, column: places[column].map { $0 + 1 }, name: column.rawValue, message)
    }

    /// The name of a column by its number, from 1.
    func name(of number: Int) -> String? {
        places.first { $0.value == number - 1 }?.key.rawValue
    }

    /// A line's product, as far as its cells can be read.
    func row(
        _ record: CSVRecord, forest: inout CategoryForest, into faults: inout ImportFaults
    ) -> ProductRow {
        let line = record.position.line
        func text(_ column: ProductColumn) -> String? {
            guard let index = places[column] else { return nil }
            let text = FormulaGuard.unguarded(record.fields[index].text)
            // No database column takes it.
            if text.unicodeScalars.contains("\0") {
                faults.add(fault(column, line: line, "must not contain a null character"))
                return nil
            }
            return text
        }
        /// A value that may be left out by leaving its cell empty.
        func value<Value>(_ column: ProductColumn, _ form: String, _ read: (String) -> Value?) -> Value? {
            guard let text = text(column), !text.isEmpty else { return nil }
            if let value = read(text) { return value }
            faults.add(fault(column, line: line, "must be \(form), not \(Shown.text(text))"))
            return nil
        }
        var row = ProductRow(line: line, sku: text(.sku) ?? "")
        row.name = text(.name)
        row.description = text(.description)
        row.price = value(.price, "an amount with at most two decimals, up to \(Money.maximum)") { Money(decimal: $0) }
        row.stockQuantity = value(.stockQuantity, "a whole number", Self.wholeNumber)
        row.isActive = value(.isActive, "true or false") { Bool($0.lowercased()) }
        row.barcode = text(.barcode)
        _ = value(.currency, "\(currency), the shop's currency") { Currency($0) == currency ? currency : nil }
        if let names = value(.category, "names with > between them, a backslash written twice", CategoryPath.names) {
            place(names, in: &row, forest: &forest, into: &faults)
        }
        return row
    }

    private func place(
        _ names: [String], in row: inout ProductRow, forest: inout CategoryForest, into faults: inout ImportFaults
    ) {
        do {
            switch try forest.place(names) {
            case .existing(let id): row.category = id
            case .planned(let number): row.plannedCategory = number
            }
        } catch {
            faults.add(fault(.category, line: row.line, error.message))
        }
    }

    /// Digits alone: `Int` would take a sign as well.
    private static func wholeNumber(_ text: String) -> Int? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }
}
