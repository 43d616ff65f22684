/// Draws a schema as an SVG picture, for bright pages and for dark ones.
struct SchemaPicture: Sendable {
    private let schema: DatabaseSchema
    private let layout: SchemaLayout

    init(schema: DatabaseSchema) {
        self.schema = schema
        layout = SchemaLayout(schema)
    }

    var svg: String {
        let width = Self.number(max(layout.width, 840))
        let height = Self.number(layout.height)
        var lines = [
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" \
            height="\(height)" role="img" aria-labelledby="title">
            """,
            "<title id=\"title\">The database of \(schema.service)</title>", SchemaStyle.element, SchemaStyle.arrows,
            "<rect class=\"page\" width=\"\(width)\" height=\"\(height)\" rx=\"12\"/>",
            "<text class=\"title\" x=\"28\" y=\"36\">\(schema.service)</text>",
            SchemaStyle.legend,
        ]
        // Behind the boxes: a line to a far column then passes under what stands between.
        lines += layout.edges.compactMap(line)
        for box in layout.boxes { lines += drawing(of: box) }
        return lines.joined(separator: "\n") + "\n</svg>\n"
    }

    private func line(_ edge: SchemaEdge) -> String? {
        guard let from = layout.box(of: edge.from), let to = layout.box(of: edge.to) else { return nil }
        let startY = from.middle(of: edge.fromColumn), endY = to.middle(of: edge.toColumn)
        let isLoop = edge.from == edge.to
        let endX = isLoop ? from.x : to.right
        let reach = isLoop ? -24 : max(30, (from.x - endX) / 2)
        let control = (start: from.x - abs(reach), end: endX + reach)
        let path =
            "M\(Self.number(from.x)) \(Self.number(startY)) C\(Self.number(control.start)) \(Self.number(startY)) "
            + "\(Self.number(control.end)) \(Self.number(endY)) \(Self.number(endX)) \(Self.number(endY))"
        let kind = edge.isForeignKey ? "held" : "soft"
        return "<path class=\"\(kind)\" marker-end=\"url(#\(kind))\" d=\"\(path)\"/>"
    }

    private func drawing(of box: SchemaBox) -> [String] {
        let (x, y, width) = (box.x, box.y, box.width)
        let kind = box.table.belongsToKit ? "table kit" : "table"
        var lines = [
            "<g class=\"\(kind)\">",
            "<rect class=\"body\" \(Self.frame(x, y, width, box.height)) rx=\"7\"/>",
            """
            <path class="head" d="M\(Self.number(x)) \(Self.number(y + SchemaBox.headHeight)) v-23 a7 7 0 0 1 7 -7 \
            h\(Self.number(width - 14)) a7 7 0 0 1 7 7 v23 z"/>
            """,
            Self.text("name", box.table.name, x + 12, y + 20),
        ]
        if box.table.indexedTable != nil { lines.append(Self.text("note end", "full text", box.right - 12, y + 20)) }
        for (column, type) in zip(box.table.columns, box.types) {
            let middle = box.middle(of: column.name)
            lines.append(contentsOf: mark(column, in: box, at: middle))
            lines.append(Self.text(column.isKey ? "column key" : "column", column.name, x + 28, middle + 4))
            lines.append(Self.text("type end", type, box.right - 12, middle + 4))
        }
        let rule = y + SchemaBox.headHeight + 6 + Double(box.table.columns.count) * SchemaBox.rowHeight
        if !box.notes.isEmpty {
            lines.append(
                "<path class=\"rule\" d=\"M\(Self.number(x)) \(Self.number(rule)) h\(Self.number(width))\"/>")
        }
        for (index, note) in box.notes.enumerated() {
            let baseline = rule + 15 + Double(index) * SchemaBox.noteHeight
            lines.append(Self.text("note", note, x + 12, baseline))
        }
        return lines + ["</g>"]
    }

    private func mark(_ column: SchemaColumn, in box: SchemaBox, at y: Double) -> [String] {
        var marks: [String] = []
        if box.table.foreignKey(from: column.name) != nil {
            marks.append("<circle class=\"root\" cx=\"\(Self.number(box.x))\" cy=\"\(Self.number(y))\" r=\"3.5\"/>")
        }
        let middle = box.x + 16
        if column.isKey {
            marks.append("<circle class=\"primary\" cx=\"\(Self.number(middle))\" cy=\"\(Self.number(y))\" r=\"4\"/>")
        } else if box.table.isUnique(column.name) {
            marks.append(
                "<path class=\"unique\" d=\"M\(Self.number(middle)) \(Self.number(y - 5)) l5 5 -5 5 -5 -5 z\"/>")
        }
        return marks
    }

    private static func frame(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> String {
        "x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" height=\"\(number(height))\""
    }

    private static func text(_ kind: String, _ words: String, _ x: Double, _ y: Double) -> String {
        var escaped = ""
        for character in words {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            default: escaped.append(character)
            }
        }
        return "<text class=\"\(kind)\" x=\"\(number(x))\" y=\"\(number(y))\">\(escaped)</text>"
    }

    /// To a tenth: the drawing is committed, and has to come out the same everywhere.
    private static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
