import EventLoops
import ServiceKit

struct SchemaCommand: Command {
    static let name = "schema"
    static let operands = "NAME"
    static let summary = "draw the database of a service, as text; --svg as a picture, --mermaid as a diagram's text"
    static let svg = Setting<Bool>.yesOrNo("SVG", "draw a picture", scope: .commandLine)
    static let mermaid = Setting<Bool>.yesOrNo("MERMAID", "write the text of a Mermaid diagram", scope: .commandLine)
    static let options: [any SettingDeclaration] = [svg, mermaid]

    private let service: any ShopService.Type
    private let draw: @Sendable (DatabaseSchema) -> String

    init(_ configuration: Configuration, operands: [String]) throws {
        let services = MigratedSchema.services
        guard operands.count == 1, let service = services.first(where: { $0.name == operands[0] }) else {
            throw UsageError("schema needs the name of a service: \(services.map { $0.name }.joined(separator: ", "))")
        }
        self.service = service
        switch (try configuration.read(Self.svg), try configuration.read(Self.mermaid)) {
        case (true, true): throw UsageError("schema draws either --svg or --mermaid")
        case (true, false): draw = { SchemaPicture(schema: $0).svg }
        case (false, true): draw = { SchemaMermaid(schema: $0).text }
        case (false, false): draw = { SchemaText(schema: $0).text }
        }
    }

    func run(on loops: EventLoopGroup) async throws {
        Console.put(draw(try await MigratedSchema.of(service)))
    }
}
