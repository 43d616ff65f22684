/// Where documentation is served. A service has its schema under `/api/schema/`; the gateway, which serves nothing
/// under `/api/` but `v1`, has it beside its page.
public struct DocumentationPaths: Sendable {
    /// The OpenAPI document.
    public let schema: String

    /// Swagger UI, under each of these.
    public let swagger: [String]

    /// Redoc.
    public let redoc: String

    /// Scripts and styles of both, with a final slash.
    public let assets: String

    public init(schema: String, swagger: [String], redoc: String, assets: String) {
        self.schema = schema
        self.swagger = swagger
        self.redoc = redoc
        self.assets = assets
    }

    public static let service = DocumentationPaths(
        schema: "/api/schema/", swagger: ["/docs", "/api/schema/swagger-ui/"], redoc: "/api/schema/redoc/",
        assets: "/docs/assets/")

    public static let gateway = DocumentationPaths(
        schema: "/openapi.json", swagger: ["/docs"], redoc: "/docs/redoc/", assets: "/docs/assets/")
}
