import ServiceKit
import Testing

@testable import souk

@Suite("The picture of a schema")
struct SchemaLayoutTests {
    @Test("No table covers another, and all are on the page", arguments: CommittedSchemasTests.names)
    func boxes(name: String) async throws {
        let layout = SchemaLayout(try await Self.schema(name))
        for (index, box) in layout.boxes.enumerated() {
            #expect(box.x > 0 && box.y > 0 && box.right < layout.width && box.bottom < layout.height)
            for other in layout.boxes[(index + 1)...] {
                let isApart =
                    box.right < other.x || other.right < box.x || box.bottom < other.y || other.bottom < box.y
                #expect(isApart, "\(box.table.name) covers \(other.table.name)")
            }
        }
    }

    @Test("Every table is drawn once, and every foreign key leads to the left", arguments: CommittedSchemasTests.names)
    func edges(name: String) async throws {
        let schema = try await Self.schema(name)
        let layout = SchemaLayout(schema)
        #expect(Set(layout.boxes.map(\.table.name)) == Set(schema.tables.map(\.name)))
        #expect(layout.boxes.count == schema.tables.count)
        for edge in layout.edges where edge.from != edge.to {
            let from = try #require(layout.box(of: edge.from)), to = try #require(layout.box(of: edge.to))
            #expect(to.right < from.x, "\(edge)")
        }
        let keys = schema.tables.flatMap(\.foreignKeys).map(\.columns.count).reduce(0, +)
        #expect(layout.edges.filter(\.isForeignKey).count == keys)
    }

    @Test("Tables that refer to each other in a circle are drawn all the same")
    func circle() {
        func table(_ name: String, refersTo other: String) -> SchemaTable {
            SchemaTable(
                name: name,
                columns: [SchemaColumn(name: "id", type: "a<b", mayBeNull: false, defaultText: nil, isKey: true)],
                foreignKeys: [
                    SchemaForeignKey(columns: ["id"], table: other, targetColumns: ["id"], cascades: false)
                ], unique: [], indexes: [], triggers: [], indexedTable: nil)
        }
        let schema = DatabaseSchema(
            service: "circle", tables: [table("hen", refersTo: "egg"), table("egg", refersTo: "hen")])
        let svg = SchemaPicture(schema: schema).svg
        #expect(svg.contains(">hen</text>") && svg.contains(">egg</text>"))
        #expect(
            svg.contains("a&lt;b") && !svg.contains("a<b"), "what has a meaning in SVG is written so that it has none")
    }

    @Test("The command says which names there are")
    func names() throws {
        for operands in [[], ["shoes"]] {
            let error = #expect(throws: UsageError.self) {
                try SchemaCommand(Configuration(table: Settings.all + SchemaCommand.options), operands: operands)
            }
            #expect(error?.description.contains("accounts, catalog, carts, reviews, orders, notifications") == true)
        }
    }

    private static func schema(_ name: String) async throws -> DatabaseSchema {
        let service = try #require(MigratedSchema.services.first { $0.name == name })
        return try await MigratedSchema.of(service)
    }
}
