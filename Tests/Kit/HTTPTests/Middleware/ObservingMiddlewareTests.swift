import EventLoops
import HTTP
import JSON
import Observability
import TestSupport
import Testing

private struct Mishap: Error { let secret = "password" }

private struct Stopped: CancellationTelling { let isCancellation = true }

@Suite("Observation and problems together")
struct ObservingMiddlewareTests {
    private let registry = MetricsRegistry()
    private let log = CapturingLogHandler()

    private func stack() throws -> MiddlewareStack {
        var router = Router()
        try router.mount(.get, "/ok/{id}") { _, _ in
            .text("\(Logger.current.traceContext?.traceIDText ?? "") \(TraceContext.current?.traceIDText ?? "")")
        }
        try router.mount(.get, "/refused") { _, _ in throw Problem.forbidden }
        try router.mount(.get, "/broken") { _, _ in throw Mishap() }
        try router.mount(.get, "/gone") { _, _ in throw CancellationError() }
        try router.mount(.get, "/stopped") { _, _ in throw Stopped() }
        return MiddlewareStack([ObservingMiddleware(metrics: registry), ProblemMiddleware()], around: router)
    }

    @Test("A success is logged at debug, a refusal at info, a fault of ours at error")
    func levels() async throws {
        let stack = try stack()
        for (path, level) in [("/ok/1", Logger.Level.debug), ("/refused", .info), ("/broken", .error)] {
            _ = try await stack.ask(.get, path, logHandlers: [log])
            let line = try #require(log.entries.last)
            #expect("\(line.message)" == "request")
            #expect(line.level == level)
            #expect(line.metadata["url.path"] == .string(path))
            #expect(line.metadata["request_id"] == line.traceContext.map { .string($0.traceIDText) })
        }
    }

    @Test("An unexpected error is logged in full and answered by a bare 500 with the trace's id")
    func unexpected() async throws {
        let response = try await stack().ask(.get, "/broken", logHandlers: [log])
        #expect(response.status == .internalServerError)
        let body = try await response.text
        #expect(!body.contains("password") && !body.contains("Mishap"))
        let line = try #require(log.entries.first { $0.metadata["error.type"] != nil })
        #expect(log.text.contains("Mishap"))
        #expect(try await response.json["trace_id"]?.stringValue == line.traceContext?.traceIDText)
    }

    @Test("Requests that were cancelled are nobody's fault")
    func cancelled() async throws {
        for path in ["/gone", "/stopped"] {
            let response = try await stack().ask(.get, path, logHandlers: [log])
            #expect(response.status == .serviceUnavailable)
        }
        #expect(!log.text.contains("unexpectedly"))
    }

    @Test("Requests are counted by method, route and status, not by path")
    func metrics() async throws {
        let stack = try stack()
        for path in ["/ok/1", "/ok/2", "/refused", "/nowhere"] { _ = try await stack.ask(.get, path) }
        let text = String(decoding: registry.prometheusText(), as: UTF8.self)
        let count = "http_server_request_duration_seconds_count"
        for line in [
            #"\#(count){http_request_method="GET",http_route="/ok/{id}",http_response_status_code="200"} 2"#,
            #"\#(count){http_request_method="GET",http_route="/refused",http_response_status_code="403"} 1"#,
            #"\#(count){http_request_method="GET",http_route="",http_response_status_code="404"} 1"#,
            "http_server_active_requests 0",
        ] {
            #expect(text.contains(line))
        }
    }

    @Test("A request whose answer is promised is active until then; what takes a task after all is counted there")
    func promised() async throws {
        try await withEventLoops(1) { _ in
            let promises = LoopLocal { _ in [Promise<HTTPResponse>]() }
            let observing = ObservingMiddleware(metrics: registry)
            let request = try HTTPRequest(.get, "/later")
            let context = RequestContext(for: request, logger: Logger(label: "test", handlers: []))
            var answers: [HTTPResponse?] = []
            for _ in 0..<2 {
                let attempt = try observing.handleAtHand(Passage(request, context)) { _ in
                    promises.value.append(Promise())
                    return .promised(promises.value[promises.value.count - 1])
                }
                guard case .promised(let answer) = attempt else { throw Mishap() }
                answer.whenEnded { answers.append($0) }
            }
            #expect(shows("http_server_active_requests 2"))
            promises.value[0].end(with: HTTPResponse(.ok))
            promises.value[1].end(with: nil)
            #expect(shows("http_server_active_requests 0"))
            #expect(answers.map { $0?.fields[.xRequestID] } == [context.requestID, nil])
            let count = "http_server_request_duration_seconds_count"
            #expect(
                shows(#"\#(count){http_request_method="GET",http_route="",http_response_status_code="200"} 1"#))
        }
    }

    private func shows(_ line: String) -> Bool {
        String(decoding: registry.prometheusText(), as: UTF8.self).split(separator: "\n").contains { $0 == line }
    }

    @Test("What a handler calls finds trace and logger of the request, and the answer names the request")
    func current() async throws {
        let trace = "0af7651916cd43dd8448eb211c80319c"
        let response = try await stack().ask(
            .get, "/ok/1", fields: [.traceparent: "00-\(trace)-b7ad6b7169203331-01"])
        #expect(try await response.text == "\(trace) \(trace)")
        #expect(response.fields[.xRequestID] == trace)
    }

    @Test("A query never gets into the log")
    func query() async throws {
        _ = try await stack().ask(.get, "/ok/1?token=geheim", logHandlers: [log])
        #expect(!log.text.contains("geheim"))
    }
}
