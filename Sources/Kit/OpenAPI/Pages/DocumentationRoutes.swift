import EventLoops
public import HTTP

/// Serves an OpenAPI document and the pages that show it.
///
/// The document is made when it is first asked for, once: a process that nobody asks pays nothing.
public struct DocumentationRoutes: Sendable {
    /// Whether the files of all viewers were there when this was built.
    public static var areViewersComplete: Bool { DocumentationViewer.allCases.allSatisfy(\.isComplete) }

    private let title: String
    private let paths: DocumentationPaths
    private let document: LazyDocument

    /// - Parameter document: makes the document; called at most once with success.
    public init(
        title: String, paths: DocumentationPaths = .service, document: @escaping @Sendable () throws -> OpenAPIDocument
    ) {
        self.title = title
        self.paths = paths
        self.document = LazyDocument(document)
    }

    public func mount(on router: inout Router) throws(RoutingError) {
        let document = document
        try router.mount(.get, paths.schema) { request, _ in
            let bytes = try document.bytes()
            return answer(request, "application/json; charset=utf-8", bytes)
        }
        for path in paths.swagger { try mountPage(.swaggerUI, at: path, on: &router) }
        try mountPage(.redoc, at: paths.redoc, on: &router)
        try router.mount(.get, paths.assets + "{name:text}") { request, context in
            guard let asset = context.parameters["name"].flatMap(PageAsset.named) else { throw Problem.notFound }
            return asset.response.unlessKnown(to: request)
        }
    }

    private func mountPage(
        _ viewer: DocumentationViewer, at path: String, on router: inout Router
    ) throws(RoutingError) {
        let page = DocumentationPage(title: title, paths: paths, viewer: viewer)
        try router.mount(.get, path) { request, _ in
            answer(
                request, "text/html; charset=utf-8", Array(page.html.utf8),
                [.contentSecurityPolicy: viewer.contentSecurityPolicy])
        }
    }

    /// An answer that a caller may keep but has to ask about: the next release may say something else.
    private func answer(
        _ request: HTTPRequest, _ mediaType: String, _ bytes: [UInt8], _ more: HTTPFields = [:]
    ) -> HTTPResponse {
        var fields: HTTPFields = [
            .contentType: mediaType, .cacheControl: "no-cache", .etag: ETag(of: bytes).fieldValue,
        ]
        fields.merge(more)
        return HTTPResponse(.ok, fields: fields, body: .bytes(bytes)).unlessKnown(to: request)
    }
}
