import HTTP
import JSON

/// Reads the requests of one endpoint. Everything that is wrong with query, header and body is answered at once.
struct RequestReader<Caller: Principal, Path: Decodable & Sendable, Query: Decodable & Sendable, Body: RequestBody>:
    Sendable
{
    let bodyTypes: [String]
    let bodyLimit: Int
    let acceptsIdempotencyKey: Bool
    let isConditional: Bool
    /// Most requests have no query: what they ask for then is decoded once.
    let emptyQuery: Query?

    init(_ endpoint: Endpoint<Caller, Path, Query, Body, some Encodable & Sendable>) {
        bodyTypes = Body.mediaTypes(for: endpoint.method)
        bodyLimit = endpoint.bodyLimit
        acceptsIdempotencyKey = endpoint.acceptsIdempotencyKey
        isConditional = endpoint.isConditional
        emptyQuery = (Nothing() as? Query) ?? (try? JSONDecoding.decode(Query.self, from: [:], options: .text))
    }

    func read(
        _ http: HTTPRequest, _ context: RequestContext, as caller: Caller
    ) async throws -> Request<Caller, Path, Query, Body> {
        try request(http, context, as: caller, await content(of: http))
    }

    /// Reads a request that has no body, within the call; nil where there may be one.
    func readAtHand(
        _ http: HTTPRequest, _ context: RequestContext, as caller: Caller
    ) throws -> Request<Caller, Path, Query, Body>? {
        guard Body.self == Nothing.self else { return nil }
        return try request(http, context, as: caller, nil)
    }

    private func request(
        _ http: HTTPRequest, _ context: RequestContext, as caller: Caller, _ content: RequestContent?
    ) throws -> Request<Caller, Path, Query, Body> {
        let path = try path(context.parameters)
        var errors: [FieldError] = []
        let query = query(http.target, &errors)
        let key = key(http.fields, &errors)
        let body = try body(content, &errors)
        guard errors.isEmpty, let query, let body else { throw Problem.invalid(errors) }
        return Request(
            caller: caller, path: path, query: query, body: body, context: context, http: http,
            rawBody: content?.bytes ?? [], idempotencyKey: key,
            preconditions: isConditional ? try Preconditions(http.fields) : Preconditions())
    }

    private func content(of http: HTTPRequest) async throws -> RequestContent? {
        guard Body.self != Nothing.self else { return nil }
        let type = try http.contentType(among: bodyTypes)
        return RequestContent(bytes: try await http.body.collect(upTo: bodyLimit), type: type)
    }

    /// A parameter that cannot be one names nothing that exists.
    private func path(_ parameters: RouteParameters) throws -> Path {
        if let nothing = Nothing() as? Path { return nothing }
        var object = JSONObject()
        for (name, value) in zip(parameters.names, parameters.values) { object[name] = .string(value) }
        do {
            // That the type asks for exactly these parameters was seen when the route was mounted.
            return try JSONDecoding.decode(
                Path.self, from: .object(object), options: JSONDecoding.Options(scalarsAreText: true))
        } catch {
            throw Problem.notFound
        }
    }

    private func query(_ target: RequestTarget, _ errors: inout [FieldError]) -> Query? {
        if target.rawQuery == nil, let emptyQuery { return emptyQuery }
        if let nothing = Nothing() as? Query {
            // A type without fields asks for none, so the decoder does not see that these are too many.
            errors += target.queryItems.map {
                FieldError(parameter: $0.name, code: "unknown", message: "is not known here")
            }
            return nothing
        }
        do {
            return try JSONDecoding.decode(
                Query.self, from: .object(JSONObject(target.queryItems)), options: .text)
        } catch {
            for issue in error.issues {
                // "/ids/2" is about the parameter "ids".
                let name = issue.pointer.split(separator: "/").first.map(String.init) ?? ""
                let error = FieldError(parameter: name, code: issue.code, message: issue.message)
                if !errors.contains(error) { errors.append(error) }
            }
            return nil
        }
    }

    private func key(_ fields: HTTPFields, _ errors: inout [FieldError]) -> String? {
        guard acceptsIdempotencyKey, let text = fields[.idempotencyKey] else { return nil }
        if let key = IdempotencyKey.read(text) { return key }
        errors.append(
            FieldError(
                parameter: HTTPFieldName.idempotencyKey.rawName, code: "invalid",
                message: "must have 1 to \(IdempotencyKey.longest) visible characters, quoted or bare"))
        return nil
    }

    private func body(_ content: RequestContent?, _ errors: inout [FieldError]) throws -> Body? {
        guard let content else { return Nothing() as? Body }
        do {
            return try Body.read(content)
        } catch let error as JSONDecodingError {
            errors += error.issues.map { FieldError(pointer: $0.pointer, code: $0.code, message: $0.message) }
            return nil
        }
    }
}
