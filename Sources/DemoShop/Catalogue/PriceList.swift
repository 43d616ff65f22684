import Values

/// Reads the goods of a shelf from plain text:
///
///     Name | price | stock | motif, where it differs from the shelf's
///       One to three sentences, indented,
///       over as many lines as they need.
///
/// Stock written as `at A1-3, A1-4` is counted by units, each at its place.
struct PriceList {
    struct Entry: Sendable {
        let name: String
        let price: Money
        let stock: Int
        let units: [String]
        let motif: Motif?
        var description: String
    }

    private(set) var entries: [Entry] = []

    init(_ text: String) {
        for line in text.split(separator: "\n") {
            if line.hasPrefix("  ") {
                let sentence = line.drop { $0 == " " }
                entries[entries.count - 1].description += entries[entries.count - 1].description.isEmpty ? "" : " "
                entries[entries.count - 1].description += sentence
            } else {
                entries.append(PriceList.entry(line))
            }
        }
    }

    private static func entry(_ line: Substring) -> Entry {
        let columns = line.split(separator: " | ").map { String($0) }
        guard columns.count >= 3, let price = Money(decimal: columns[1]) else {
            // The tables are part of the program, and the tests read every line of them.
            preconditionFailure("not a line of a price list: \(line)")
        }
        let units = columns[2].hasPrefix("at ") ? list(columns[2].dropFirst(3)) : []
        guard let stock = units.isEmpty ? Int(columns[2]) : units.count else {
            preconditionFailure("no stock in: \(line)")
        }
        let motif = columns.count > 3 ? Motif(rawValue: columns[3]) : nil
        precondition(columns.count == 3 || motif != nil, "unknown motif in: \(line)")
        return Entry(name: columns[0], price: price, stock: stock, units: units, motif: motif, description: "")
    }
}

/// The words of a list that is written with commas.
func list(_ text: some StringProtocol) -> [String] {
    text.split(separator: ", ").map { String($0) }
}
