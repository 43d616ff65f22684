import CSV
import Contracts
import Endpoints
import JSON
import SQL
import Values

/// Reads a file of products piece by piece and holds each line against the shop. Nothing is changed by that.
public struct ImportCheck: Sendable {
    private static let batch = 200

    private let trade: Trade
    private let stage: ImportStage
    private let sellerID: UserID?
    private var reader = CSVReader()
    private var sheet: ProductSheet?
    /// Without a header that can be read, lines have no meaning.
    private var isOver = false
    private var forest: CategoryForest
    private var waiting: [CSVRecord] = []
    private var plan = ImportPlan()

    init(trade: Trade, stage: ImportStage, sellerID: UserID?) async throws {
        self.trade = trade
        self.stage = stage
        self.sellerID = sellerID
        forest = try await CategoryForest(trade.database)
    }

    public mutating func read(_ bytes: [UInt8]) async throws {
        try await take(reader.read(bytes))
    }

    /// Says that the file ends here.
    public mutating func end() async throws -> ImportPlan {
        try await take(reader.finish())
        try await checkWaiting()
        if sheet == nil, plan.faults.isEmpty {
            plan.faults.add(ImportFault(line: 1, "the file is empty; its first line names the columns"))
        }
        plan.categories = forest.plans
        return plan
    }

    private mutating func take(_ lines: [CSVReader.Line]) async throws {
        for line in lines where !isOver {
            switch line {
            case .failure(let error):
                // In the order of the file.
                try await checkWaiting()
                plan.faults.add(fault(error))
                if sheet == nil || !error.isLocal { isOver = true }
            case .success(let record):
                try await take(record)
            }
        }
    }

    private func fault(_ error: CSVError) -> ImportFault {
        let line = error.position.line
        switch error.kind {
        case .fieldCount, .recordTooLong, .tooManyFields:
            return ImportFault(line: line, error.message)
        default:
            return ImportFault(
                line: line, column: error.field, name: sheet?.name(of: error.field),
                "\(error.message) (character \(error.position.column) of the line)")
        }
    }

    private mutating func take(_ record: CSVRecord) async throws {
        guard sheet != nil else {
            sheet = ProductSheet.read(record, currency: trade.currency, into: &plan.faults)
            isOver = sheet == nil
            return
        }
        waiting.append(record)
        if waiting.count == Self.batch { try await checkWaiting() }
    }

    private mutating func checkWaiting() async throws {
        guard let sheet, !waiting.isEmpty else { return }
        let records = waiting
        waiting.removeAll(keepingCapacity: true)
        var found: [Int: ImportFaults] = [:]
        var rows: [ProductRow] = []
        for record in records {
            var faults = ImportFaults()
            let row = sheet.row(record, forest: &forest, into: &faults)
            found[row.line] = faults
            rows.append(row)
        }
        let known = try await KnownProducts(rows.map(\.sku), in: trade.database)
        var lines: [ImportStage.Line] = []
        for row in rows {
            let entry = known[row.sku]
            check(row, entry, sheet, into: &found[row.line, default: ImportFaults()])
            let isUnchanged = entry?.product.agrees(with: row) ?? false
            lines.append(ImportStage.Line(number: row.line, sku: row.sku, row: isUnchanged ? nil : row))
            if isUnchanged { plan.unchanged += 1 } else if entry == nil { plan.created += 1 } else { plan.updated += 1 }
        }
        let earlier = try await stage.keep(lines)
        for row in rows {
            if let first = earlier[row.line], !row.sku.isEmpty {
                let message = "\(Shown.text(row.sku)) stands in line \(first) already"
                found[row.line]?.add(sheet.fault(.sku, line: row.line, message))
            }
            plan.faults.add(found[row.line] ?? ImportFaults())
        }
    }

    /// The rules beyond the form of the cells.
    private func check(
        _ row: ProductRow, _ known: KnownProducts.Entry?, _ sheet: ProductSheet, into faults: inout ImportFaults
    ) {
        func refuse(_ column: ProductColumn, _ message: String) {
            faults.add(sheet.fault(column, line: row.line, message))
        }
        if known == nil {
            let needed: [(ProductColumn, Bool)] = [
                (.name, row.name != nil), (.price, row.price != nil),
                (.category, row.category != nil || row.plannedCategory != nil),
            ]
            for (column, isThere) in needed
            where !isThere && !faults.first.contains(where: { $0.name == column.rawValue }) {
                let cause = sheet.has(column) ? "" : ", and the file has no such column"
                refuse(column, "is required, as \(Shown.text(row.sku)) is new\(cause)")
            }
        }
        for issue in Self.brokenRules(row, isNew: known == nil) {
            guard let column = ProductColumn(rawValue: String(issue.pointer.dropFirst())) else { continue }
            refuse(column, "\(issue.message)\(row.shown(column).map { ", not \($0)" } ?? "")")
        }
        guard let known else { return }
        if let sellerID, known.product.sellerID != sellerID {
            refuse(.sku, "\(Shown.text(row.sku)) is sold by somebody else")
        }
        if known.isCountedByUnits, let quantity = row.stockQuantity, quantity != known.product.available {
            refuse(
                .stockQuantity,
                "follows from the units, of which \(known.product.available) can be sold; leave the cell empty")
        }
    }

    /// What the API would say of the same product.
    private static func brokenRules(_ row: ProductRow, isNew: Bool) -> [(pointer: String, message: String)] {
        // No rule looks at the category, which is judged apart and may have no id yet.
        if isNew, let new = row.new(in: CategoryID(1)) {
            return new.brokenRules().map { ($0.pointer, $0.message) }
        }
        return row.change().brokenRules().map { ($0.pointer, $0.message) }
    }
}

extension ImportFaults {
    fileprivate mutating func add(_ others: ImportFaults) {
        add(others.first)
    }
}

extension ProductRow {
    /// What stands in a column, for people.
    fileprivate func shown(_ column: ProductColumn) -> String? {
        switch column {
        case .sku: Shown.text(sku)
        case .name: name.map(Shown.text)
        case .description: description.map(Shown.text)
        case .price: price.map { "\($0)" }
        case .stockQuantity: stockQuantity.map { "\($0)" }
        case .barcode: barcode.map(Shown.text)
        case .currency, .category, .isActive: nil
        }
    }
}
