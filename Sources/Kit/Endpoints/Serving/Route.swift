public import EventLoops
public import HTTP

/// An endpoint and what answers it. Only two whose types agree make one, so that there is no route without a declared
/// caller, and no handler that serves another.
public struct Route: Sendable {
    public let description: OperationDescription
    let handler: RouteHandler
    private let admit: @Sendable (HTTPRequest, RequestContext) throws -> Void
    private let condition: @Sendable (HTTPResponse, HTTPRequest) -> HTTPResponse
    private var answerAtHand: AtHandHandler?
    private var typedAnswer: AtHandHandler?

    /// Answers with the output.
    public init<Caller, Path, Query, Body, Output>(
        _ endpoint: Endpoint<Caller, Path, Query, Body, Output>,
        _ handler: @escaping @Sendable (Request<Caller, Path, Query, Body>) async throws -> Output
    ) {
        self.init(endpoint, answer: { request in try endpoint.response(for: await handler(request)) })
    }

    /// Answers with the output and more.
    public init<Caller, Path, Query, Body, Output>(
        _ endpoint: Endpoint<Caller, Path, Query, Body, Output>,
        _ handler: @escaping @Sendable (Request<Caller, Path, Query, Body>) async throws -> Reply<Output>
    ) {
        self.init(endpoint, answer: { request in try endpoint.response(for: await handler(request)) })
    }

    /// Answers with nothing but a status.
    public init<Caller, Path, Query, Body>(
        _ endpoint: Endpoint<Caller, Path, Query, Body, Nothing>,
        _ handler: @escaping @Sendable (Request<Caller, Path, Query, Body>) async throws -> Void
    ) {
        self.init(
            endpoint,
            answer: { request in
                try await handler(request)
                return try endpoint.response(for: Nothing())
            })
    }

    /// Answers with bytes of its own: a file, a redirect, an answer that lay encoded in a cache.
    public init<Caller, Path, Query, Body, Output>(
        _ endpoint: Endpoint<Caller, Path, Query, Body, Output>,
        _ handler: @escaping @Sendable (Request<Caller, Path, Query, Body>) async throws -> HTTPResponse
    ) {
        self.init(endpoint, answer: handler)
    }

    /// Answers with bytes of its own, without a task where `atHand` can. A problem that it throws is the answer.
    public init<Caller, Path, Query, Body, Output>(
        _ endpoint: Endpoint<Caller, Path, Query, Body, Output>,
        atHand answer: @escaping @Sendable (Request<Caller, Path, Query, Body>) throws -> Attempt<HTTPResponse>,
        _ handler: @escaping @Sendable (Request<Caller, Path, Query, Body>) async throws -> HTTPResponse
    ) {
        self.init(endpoint, answer: handler)
        let reader = RequestReader(endpoint)
        typedAnswer = { http, context in
            try reader.readAtHand(http, context, as: Caller.admitted(context)).map(answer) ?? .impossible
        }
        answerAtHand = atHand { _, _ in .impossible }.answerAtHand
    }

    private init<Caller, Path, Query, Body, Output>(
        _ endpoint: Endpoint<Caller, Path, Query, Body, Output>,
        answer: @escaping @Sendable (Request<Caller, Path, Query, Body>) async throws -> HTTPResponse
    ) {
        let description = OperationDescription(endpoint)
        let reader = RequestReader(endpoint)
        self.description = description
        let isConditional = endpoint.isConditional
        admit = { http, context in
            _ = try Caller.admitted(context)
            try Self.negotiate(http, description.answerTypes)
            if isConditional, http.fields.contains(.ifMatch) { _ = try Preconditions(http.fields) }
        }
        condition = { response, http in
            // Who has nothing to compare with gets the answer as it is, if it has its tag.
            if !isConditional || (response.fields.contains(.etag) && !http.fields.contains(.ifNoneMatch)) {
                return response
            }
            return endpoint.conditioned(response, for: http)
        }
        handler = { http, context in
            let caller = try Caller.admitted(context)
            try Self.negotiate(http, description.answerTypes)
            let request = try await reader.read(http, context, as: caller)
            return endpoint.conditioned(try await answer(request), for: http)
        }
    }

    /// The same route, which first looks for an answer that is at hand: in a cache, or a database in this process.
    ///
    /// The caller has been admitted by then, but nothing of the request was read: what `answer` gives has to be the
    /// answer to exactly this target.
    /// - Parameter answer: a problem that it throws is the answer.
    public func atHand(
        _ answer: @escaping @Sendable (HTTPRequest, RequestContext) throws -> Attempt<HTTPResponse>
    ) -> Route {
        var route = self
        route.answerAtHand = { [admit, condition, typedAnswer] http, context in
            try admit(http, context)
            var attempt = try answer(http, context)
            if attempt.isImpossible, let typedAnswer { attempt = try typedAnswer(http, context) }
            return try attempt.map { condition($0, http) }
        }
        return route
    }

    /// - Throws: the problem 406, before anything is done that the caller could not read the result of.
    private static func negotiate(_ http: HTTPRequest, _ offers: [String]) throws(Problem) {
        guard !offers.isEmpty, let wanted = http.fields[.accept], wanted != "*/*", wanted != offers[0] else { return }
        _ = try http.preferredType(of: offers)
    }

    /// - Throws: a `RoutingError`, when the pattern and the type of its parameters do not agree, or another route
    ///   answers the same requests.
    public func mount(on router: inout Router) throws {
        try router.mount(description.method, description.pattern(), atHand: answerAtHand, handler)
    }
}
