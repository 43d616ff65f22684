/// A viewer of OpenAPI documents: its files, and what its page may do.
enum DocumentationViewer: CaseIterable, Sendable {
    case swaggerUI
    case redoc

    var styles: [String] {
        switch self {
        case .swaggerUI: ["swagger-ui.css"]
        case .redoc: []
        }
    }

    /// In the order in which they run.
    var scripts: [String] {
        switch self {
        case .swaggerUI: ["swagger-ui-bundle.js", "swagger-ui-start.js"]
        case .redoc: ["redoc.standalone.js", "redoc-start.js"]
        }
    }

    /// Whether all its files were compiled in.
    var isComplete: Bool {
        (styles + scripts).allSatisfy { PageAsset.named($0) != nil }
    }

    /// Nothing from elsewhere and no inline script. Both viewers style their elements by inline styles; Redoc also
    /// searches in a worker that it makes of its own text.
    var contentSecurityPolicy: String {
        let common = """
            default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
            font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'
            """
        return switch self {
        case .swaggerUI: common
        case .redoc: common + "; worker-src blob:"
        }
    }
}
