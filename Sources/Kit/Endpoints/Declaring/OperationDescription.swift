public import HTTP

/// An endpoint without its types: for the contract, the access matrix and the list of routes.
///
/// Shapes are found out when they are asked for, not when the process starts.
public struct OperationDescription: Sendable {
    public let method: HTTPMethod
    /// As it was declared, from the root: `/api/v1/products/{id}/`.
    public let path: String
    public let summary: String
    public let tag: String
    public let access: Access
    /// What success answers.
    public let status: HTTPStatus
    /// The refusals that the endpoint declares.
    public let declaredProblems: [ProblemCode]
    public let acceptsIdempotencyKey: Bool
    public let isConditional: Bool
    public let bodyLimit: Int

    /// The media types of the body that are read; none without a body.
    public let bodyTypes: [String]
    /// The media types of the answer; none without a body.
    public let answerTypes: [String]

    let pathType: any (Decodable & Sendable).Type
    let queryType: any (Decodable & Sendable).Type
    let bodyType: any (Decodable & Sendable).Type
    let outputType: any (Encodable & Sendable).Type

    init<Caller, Path, Query, Body, Output>(_ endpoint: Endpoint<Caller, Path, Query, Body, Output>) {
        method = endpoint.method
        path = endpoint.path
        summary = endpoint.summary
        tag = endpoint.tag
        access = Caller.access
        status = endpoint.status
        declaredProblems = endpoint.problems
        acceptsIdempotencyKey = endpoint.acceptsIdempotencyKey
        isConditional = endpoint.isConditional
        bodyLimit = endpoint.bodyLimit
        bodyTypes = Body.self == Nothing.self ? [] : Body.mediaTypes(for: endpoint.method)
        answerTypes = Output.mediaTypesOfAnswer
        (pathType, queryType, bodyType, outputType) = (Path.self, Query.self, Body.self, Output.self)
    }
}

extension OperationDescription {
    public func pathParameters() throws -> [ShapeField] { try Shape.of(pathType).fields }

    public func queryParameters() throws -> [ShapeField] { try Shape.of(queryType).fields }

    /// Nil without a body.
    public func body() throws -> Shape? { bodyTypes.isEmpty ? nil : try Shape.of(bodyType) }

    /// Nil without one.
    public func answer() throws -> Shape? {
        guard !answerTypes.isEmpty else { return nil }
        // What is only ever sent need not be decodable, and is then not described further.
        guard let type = outputType as? any Decodable.Type else { return Shape(.any) }
        return try Shape.of(type)
    }

    /// A name for generated clients, made of method and path: `getProductsIdImages`. The calls of services say so:
    /// their paths may differ from public ones in the version only.
    public var operationID: String {
        let words = template.split { !$0.isLetter && !$0.isNumber }.filter { $0 != "api" && $0 != "v1" }
        let isInternal = path.hasPrefix("/api/") && !path.hasPrefix("/api/v1/")
        return method.rawValue.lowercased() + (isInternal ? "Internal" : "")
            + words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    /// Every refusal: those declared, and those that follow from what the endpoint takes.
    public var problems: [ProblemCode] {
        var all = declaredProblems
        func add(_ codes: ProblemCode...) {
            for code in codes where !all.contains(code) { all.append(code) }
        }
        switch access.token {
        case .none: break
        case .optional: add(.unauthorized)
        case .user, .service: add(.unauthorized, .forbidden)
        }
        if pathType != Nothing.self { add(.notFound) }
        if !bodyTypes.isEmpty { add(.malformed, .contentTooLarge, .unsupportedMediaType) }
        if !answerTypes.isEmpty { add(.notAcceptable) }
        add(.invalid)
        if acceptsIdempotencyKey { add(.requestInProgress, .keyReused) }
        if isConditional, !method.isSafe { add(.preconditionFailed) }
        return all.sorted { ($0.status.code, $0.name) < ($1.status.code, $1.name) }
    }
}

extension OperationDescription: CustomStringConvertible {
    public var description: String { "\(method) \(path) (\(access.name))" }
}
