/// Lets scripts of other origins use the API (the Fetch standard's CORS).
///
/// An origin that is not named gets no permission, and its browser keeps the answer from it. Credentials are never
/// allowed: the API knows its callers by a token that a script adds itself, not by a cookie.
public struct CORSMiddleware: Middleware {
    /// Who may call.
    public enum Origins: Hashable, Sendable {
        case all
        /// As browsers write them: `https://shop.example`.
        case only(Set<String>)
    }

    public let origins: Origins
    private let preflight: HTTPFields

    /// - Parameter fields: header fields that scripts may send besides those of the kit.
    public init(_ origins: Origins, alsoAllowing fields: [HTTPFieldName] = [], maximumAge seconds: Int = 600) {
        self.origins = origins
        preflight = [
            .accessControlAllowMethods: HTTPMethod.allCases.map(\.rawValue).joined(separator: ", "),
            .accessControlAllowHeaders: (Self.allowedFields + fields).map(\.rawName).joined(separator: ", "),
            .accessControlMaxAge: String(seconds),
        ]
    }

    /// - Parameter origins: as the configuration lists them; `*` stands for all.
    public init(origins: [String], alsoAllowing fields: [HTTPFieldName] = []) {
        self.init(
            origins.contains("*") ? .all : .only(Set(origins.map { ASCII.lowercased($0) })), alsoAllowing: fields)
    }

    public func handle(
        _ request: HTTPRequest, context: RequestContext, next: NextResponder
    ) async throws -> HTTPResponse {
        let isPreflight = request.method == .options && request.fields.contains(.accessControlRequestMethod)
        guard let origin = request.fields[.origin] else {
            var response = try await next(request, context)
            // The answer would be another with an origin: caches have to know.
            if origins != .all { response.varies(by: .origin) }
            return response
        }
        var response = isPreflight ? HTTPResponse(.noContent) : try await next(request, context)
        if origins != .all { response.varies(by: .origin) }
        guard let allowed = allowed(origin) else { return response }
        response.fields[.accessControlAllowOrigin] = allowed
        if isPreflight {
            response.fields.merge(preflight)
        } else {
            response.fields[.accessControlExposeHeaders] = Self.exposedFieldsText
        }
        return response
    }

    private func allowed(_ origin: String) -> String? {
        switch origins {
        case .all: "*"
        case .only(let origins): origins.contains(ASCII.lowercased(origin)) ? origin : nil
        }
    }

    private static let allowedFields: [HTTPFieldName] = [
        .accept, .authorization, .contentType, .idempotencyKey, .ifMatch, .ifNoneMatch, .traceparent, .xRequestID,
    ]

    private static let exposedFieldsText = [
        HTTPFieldName.etag, .idempotentReplayed, .location, .retryAfter, .xRequestID,
    ].map(\.rawName).joined(separator: ", ")
}

extension HTTPResponse {
    /// Tells caches that the answer depends on a field of the request.
    public mutating func varies(by name: HTTPFieldName) {
        guard let present = fields[.vary] else {
            fields.add(.vary, name.rawName)
            return
        }
        var parts = FieldValueParts(present, separator: UInt8(ascii: ","))
        while let part = parts.next() {
            if part == "*" || ASCII.equalIgnoringCase(part, name.rawName) { return }
        }
        fields[.vary] = "\(present), \(name.rawName)"
    }
}
