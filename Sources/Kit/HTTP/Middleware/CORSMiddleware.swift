/// Lets scripts of other origins use the API (the Fetch standard's CORS).
///
/// An origin that is not named gets no permission, and its browser keeps the answer from it. Credentials are never
/// allowed: the API knows its callers by a token that a script adds itself, not by a cookie.
public struct CORSMiddleware: PassingMiddleware {
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

    public func admit(_ request: inout HTTPRequest, _ context: inout RequestContext) throws -> HTTPResponse? {
        guard request.method == .options, request.fields.contains(.accessControlRequestMethod),
            let origin = request.fields[.origin]
        else { return nil }
        var answer = HTTPResponse(.noContent)
        if permit(origin, &answer) { answer.fields.merge(preflight) }
        return answer
    }

    public func finish(_ response: inout HTTPResponse, to request: HTTPRequest, _ context: RequestContext) {
        guard let origin = request.fields[.origin] else {
            // The answer would be another with an origin: caches have to know.
            if case .only = origins { response.varies(by: .origin) }
            return
        }
        if permit(origin, &response) { response.fields[.accessControlExposeHeaders] = Self.exposedFieldsText }
    }

    private func permit(_ origin: String, _ response: inout HTTPResponse) -> Bool {
        if case .only = origins { response.varies(by: .origin) }
        guard let allowed = allowed(origin) else { return false }
        response.fields[.accessControlAllowOrigin] = allowed
        return true
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
