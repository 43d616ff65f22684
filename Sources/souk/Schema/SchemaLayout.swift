/// Puts the tables of a schema in their places: what is referred to stands to the left of what refers to it, so that
/// every line runs from right to left, and what nothing ties to anything fills columns of its own at the right.
struct SchemaLayout: Sendable {
    static let margin = 28.0
    static let top = 78.0
    private static let columnGap = 84.0
    private static let rowGap = 26.0

    private(set) var boxes: [SchemaBox] = []
    let edges: [SchemaEdge]
    private(set) var width = 0.0
    private(set) var height = 0.0

    init(_ schema: DatabaseSchema) {
        edges = SchemaEdge.all(of: schema)
        let tied = Set(edges.flatMap { [$0.from, $0.to] })
        let all = schema.tables.map { SchemaBox($0, in: schema.service) }
        var columns = Self.layers(all.filter { tied.contains($0.table.name) }, edges)
        let tallest = columns.map(Self.height).max() ?? 0
        let alone = all.filter { !tied.contains($0.table.name) }
        // What the kit keeps stands last, behind what the service is about.
        let rest = alone.filter { !$0.table.belongsToKit } + alone.filter(\.table.belongsToKit)
        let tiedCount = columns.count
        columns += Self.filled(rest, limit: max(tallest, rest.map(\.height).max() ?? 0))
        place(columns, tiedCount: tiedCount, tallest: tallest)
    }

    func box(of table: String) -> SchemaBox? { boxes.first { $0.table.name == table } }

    private mutating func place(_ columns: [[SchemaBox]], tiedCount: Int, tallest: Double) {
        var x = Self.margin
        for (index, column) in columns.enumerated() {
            let isTied = index < tiedCount
            let columnWidth = column.map(\.width).max() ?? 0
            // Ties stay short when small columns stand beside the middle of large ones.
            var y = Self.top + (isTied ? (tallest - Self.height(column)) / 2 : 0)
            for var box in column {
                box.x = x
                box.y = y
                y = box.bottom + Self.rowGap
                height = max(height, box.bottom)
                boxes.append(box)
            }
            x += columnWidth
            width = max(width, x)
            x += isTied && index + 1 < tiedCount ? Self.columnGap : Self.rowGap * 1.5
        }
        width += Self.margin
        height += Self.margin
    }

    private static func height(_ column: [SchemaBox]) -> Double {
        column.map(\.height).reduce(0, +) + rowGap * Double(max(0, column.count - 1))
    }

    /// One column for each distance from what refers to nothing.
    private static func layers(_ boxes: [SchemaBox], _ edges: [SchemaEdge]) -> [[SchemaBox]] {
        let ties = edges.filter { $0.from != $0.to }
        var rank = Dictionary(uniqueKeysWithValues: boxes.map { ($0.table.name, 0) })
        // As many rounds as there are tables settle every chain; a circle ends with the rounds.
        for _ in boxes {
            for tie in ties { rank[tie.from] = max(rank[tie.from, default: 0], rank[tie.to, default: 0] + 1) }
        }
        // What refers to nothing moves beside the first that refers to it.
        for box in boxes where !ties.contains(where: { $0.from == box.table.name }) {
            let referring = ties.filter { $0.to == box.table.name }.map { rank[$0.from, default: 0] }
            rank[box.table.name] = max(0, (referring.min() ?? 1) - 1)
        }
        var layers: [[SchemaBox]] = []
        for number in Set(rank.values).sorted() {
            let here = boxes.filter { rank[$0.table.name] == number }
            layers.append(Self.ordered(here, beside: layers.last ?? [], ties))
        }
        return layers
    }

    /// In the order of what they refer to, so that lines cross little.
    private static func ordered(
        _ boxes: [SchemaBox], beside left: [SchemaBox], _ ties: [SchemaEdge]
    ) -> [SchemaBox] {
        func weight(_ box: SchemaBox) -> Double {
            let places = ties.filter { $0.from == box.table.name }.compactMap { tie -> Double? in
                guard let index = left.firstIndex(where: { $0.table.name == tie.to }) else { return nil }
                let column = left[index].table.columns.firstIndex { $0.name == tie.toColumn } ?? 0
                return Double(index) + Double(column) / 1000
            }
            return places.isEmpty ? Double(left.count) : places.reduce(0, +) / Double(places.count)
        }
        return boxes.enumerated()
            .sorted { (weight($0.element), $0.offset) < (weight($1.element), $1.offset) }
            .map { $0.element }
    }

    private static func filled(_ boxes: [SchemaBox], limit: Double) -> [[SchemaBox]] {
        var columns: [[SchemaBox]] = []
        for box in boxes {
            if let last = columns.last, height(last + [box]) <= limit {
                columns[columns.count - 1].append(box)
            } else {
                columns.append([box])
            }
        }
        return columns
    }
}
