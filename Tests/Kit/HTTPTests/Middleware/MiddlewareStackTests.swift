import EventLoops
import HTTP
import JSON
import Observability
import TestSupport
import Testing

/// Adds its name on the way in and on the way out.
private struct Marking: Middleware {
    let name: String

    func handle(_ request: HTTPRequest, context: RequestContext, next: NextResponder) async throws -> HTTPResponse {
        var request = request
        request.fields.add("X-In", name)
        var response = try await next(request, context)
        response.fields.add("X-Out", name)
        return response
    }
}

private struct Answering: Middleware {
    func handle(_ request: HTTPRequest, context: RequestContext, next: NextResponder) async throws -> HTTPResponse {
        .text(context.routePattern ?? "no route")
    }
}

@Suite("Chain of middlewares")
struct MiddlewareStackTests {
    private enum NameKey: ContextKey { typealias Value = String }
    private enum NumberKey: ContextKey { typealias Value = Int }

    private func router() throws -> Router {
        var router = Router()
        try router.mount(.get, "/in/{id}") { request, _ in .text(request.fields["X-In"] ?? "") }
        try router.mount(.get, "/broken") { _, _ in throw Problem.conflict(.inUse) }
        return router
    }

    @Test("The first middleware is the outermost")
    func order() async throws {
        let stack = MiddlewareStack([Marking(name: "a"), Marking(name: "b")], around: try router())
        let response = try await stack.ask(.get, "/in/1")
        #expect(try await response.text == "a, b")
        #expect(response.fields["X-Out"] == "b, a")
    }

    @Test("A middleware may answer by itself, and knows the route that would have")
    func shortCut() async throws {
        let stack = MiddlewareStack([Answering()], around: try router())
        #expect(try await stack.ask(.get, "/in/1").text == "/in/{id}")
        #expect(try await stack.ask(.get, "/out").text == "no route")
    }

    @Test("A stack may stand around another one, which finds its own route")
    func nested() async throws {
        let inner = MiddlewareStack([Marking(name: "inner")], around: try router())
        let outer = MiddlewareStack([Marking(name: "outer")], around: inner)
        #expect(try await outer.ask(.get, "/in/1").text == "outer, inner")
    }

    @Test("What nobody catches becomes a problem in the end")
    func uncaught() async throws {
        let response = try await MiddlewareStack([Marking(name: "a")], around: try router()).ask(.get, "/broken")
        #expect(response.status == .conflict)
        #expect(try await response.json["code"] == "in_use")
    }

    private func routerWithAnswerAtHand() throws -> Router {
        var router = Router()
        let answer: AtHandHandler = { request, _ in
            if request.target.rawQuery == "forbidden" { throw Problem.forbidden }
            return request.target.rawQuery == nil ? .done(HTTPResponse(.ok, fields: [.etag: "\"1\""])) : .impossible
        }
        try router.mount(.get, "/", atHand: answer) { request, context in
            guard case .done(let response) = try answer(request, context) else { return .text("waited for") }
            return response
        }
        return router
    }

    @Test(
        "An answer at hand passes every middleware, as one that is waited for does",
        arguments: ["/", "/?forbidden"], [HTTPFields(), [.ifNoneMatch: "\"1\"", .origin: "https://a.example"]])
    func atHand(_ target: String, _ fields: HTTPFields) async throws {
        let stack = MiddlewareStack(
            [
                ForwardedMiddleware(trustedProxies: []), ObservingMiddleware(metrics: MetricsRegistry()),
                SecurityHeadersMiddleware(), CORSMiddleware(.all), ProblemMiddleware(), AllowedHostsMiddleware(["*"]),
                DeadlineMiddleware(), ConditionalMiddleware(),
            ], around: try routerWithAnswerAtHand())
        let request = try HTTPRequest(.get, target, fields: fields)
        var context = RequestContext(for: request, logger: Logger(label: "test", handlers: []))
        let waitedFor = await stack.respond(to: request, context: context)
        guard case .done(let atHand) = stack.answerAtHand(to: request, context: &context) else {
            Issue.record("nothing was at hand")
            return
        }
        #expect(atHand.status == waitedFor.status)
        #expect(atHand.fields == waitedFor.fields)
        #expect(try await atHand.text == waitedFor.text)
    }

    @Test("Where no answer is at hand, or a middleware has to wait for something, the answer is waited for")
    func notAtHand() async throws {
        let router = try routerWithAnswerAtHand()
        #expect(try await MiddlewareStack([], around: router).ask(.get, "/?other").text == "waited for")
        let request = try HTTPRequest(.get, "/")
        var context = RequestContext(for: request, logger: .current)
        let waiting = MiddlewareStack([Marking(name: "a")], around: router)
        #expect(waiting.answerAtHand(to: request, context: &context).isImpossible)
        #expect(try await waiting.ask(.get, "/").fields["X-Out"] == "a")
    }

    @Test("A slot of the context holds one value of its own type")
    func slots() throws {
        let request = try HTTPRequest(.get, "/")
        var context = RequestContext(for: request, logger: .current)
        #expect(context[NameKey.self] == nil)
        context[NameKey.self] = "Ada"
        context[NumberKey.self] = 1
        context[NumberKey.self] = 2
        let copy = context
        context[NameKey.self] = nil
        #expect(context[NameKey.self] == nil)
        #expect(context[NumberKey.self] == 2)
        #expect(copy[NameKey.self] == "Ada")
    }

    @Test("The caller's trace goes on; a request id of the caller is kept if it is plain")
    func caller() throws {
        let trace = "0af7651916cd43dd8448eb211c80319c"
        let request = try HTTPRequest(
            .get, "/", fields: [.traceparent: "00-\(trace)-b7ad6b7169203331-01", .xRequestID: "job-7"])
        let context = RequestContext(for: request, logger: .current)
        #expect(context.trace.traceIDText == trace)
        #expect(context.trace.spanIDText != "b7ad6b7169203331")
        #expect(context.requestID == "job-7")
        let forged = try HTTPRequest(.get, "/", fields: [.xRequestID: "a b\"c"])
        let fresh = RequestContext(for: forged, logger: .current)
        #expect(fresh.requestID == fresh.trace.traceIDText)
    }
}
