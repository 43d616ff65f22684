import HTTP
import Observability
import Values

/// The last requests as a page that needs no script.
struct DebugPage: Sendable {
    let title: String
    let requests: [RecordedRequest]

    var html: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(HTMLText.escape(title)): last requests</title>
        <link rel="stylesheet" href="\(DebugRoutes.style)">
        </head>
        <body>
        <header>
        <h1>\(HTMLText.escape(title)) <span>last requests</span></h1>
        <nav><a href="\(DebugRoutes.page)">look again</a> <a href="\(DebugRoutes.document)">as JSON</a> <a href="/docs">API</a></nav>
        </header>
        <main>
        \(requests.isEmpty ? "<p class=\"empty\">Nobody has asked for anything yet.</p>" : list)
        <p class="note">Statements are shown with placeholders, paths as patterns: what people send and what rows hold is
        not written down. Only where ENVIRONMENT is development is there such a page at all.</p>
        </main>
        </body>
        </html>

        """
    }

    private var list: String {
        requests.map(item).joined(separator: "\n")
    }

    private func item(_ request: RecordedRequest) -> String {
        let steps = (request.recording?.steps ?? []).sorted { $0.offset < $1.offset }
        let kind = request.status >= 500 ? "bad" : request.status >= 400 ? "odd" : "good"
        let head = """
            <span class="time">\(Self.time(request.start))</span>\
            <span class="service">\(HTMLText.escape(request.service))</span>\
            <span class="call"><b>\(request.method)</b> \(HTMLText.escape(request.route ?? "no such route"))</span>\
            <span class="status \(kind)">\(request.status)</span>\
            <span class="took">\(Self.words(request.duration))</span>\
            <span class="sum">\(summary(of: steps, of: request))</span>
            """
        let omitted = request.recording?.omittedSteps ?? 0
        return """
            <details>
            <summary>\(head)</summary>
            <div class="inside">
            <p>Asked by <b>\(HTMLText.escape(request.callerName))</b>, trace <code>\(request.trace.traceIDText)</code></p>
            \(steps.isEmpty ? nothing(request) : table(of: steps, in: request))
            \(omitted == 0 ? "" : "<p>\(omitted) more steps were not written down.</p>")
            </div>
            </details>
            """
    }

    private func nothing(_ request: RecordedRequest) -> String {
        let found = request.isAtHand ? ": the answer was at hand, in memory" : ""
        return "<p>It asked neither a database nor anybody else\(found).</p>"
    }

    private func summary(of steps: [RecordedStep], of request: RecordedRequest) -> String {
        var queries = 0, calls = 0, hits = 0, looks = 0
        var time = Duration.zero
        for step in steps {
            switch step.kind {
            case .query:
                queries += 1
                time += step.duration
            case .call: calls += 1
            case .cache(let look):
                looks += 1
                hits += look == .miss ? 0 : 1
            case .transaction: break
            }
        }
        var parts = request.isAtHand ? ["at hand"] : []
        if queries > 0 { parts.append("\(queries) \(queries == 1 ? "query" : "queries") in \(Self.words(time))") }
        if calls > 0 { parts.append("\(calls) \(calls == 1 ? "call" : "calls")") }
        if looks > 0 { parts.append("cache \(hits)/\(looks)") }
        return parts.joined(separator: ", ")
    }

    private func table(of steps: [RecordedStep], in request: RecordedRequest) -> String {
        let rows = steps.map { step in
            """
            <tr\(step.hasFailed ? " class=\"failed\"" : "")><td class="bar">\(Self.bar(step, in: request.duration))</td>\
            <td class="number">\(Self.words(step.duration))</td><td class="number">\(Self.outcome(of: step))</td>\
            <td>\(Self.what(step))</td></tr>
            """
        }
        return """
            <table>
            <thead><tr><th>when</th><th class="number">took</th><th class="number">gave</th><th>what</th></tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody>
            </table>
            """
    }

    /// When in the request's time the step was under way. Inline styles are refused by the page's policy, attributes of
    /// a drawing are not.
    private static func bar(_ step: RecordedStep, in whole: Duration) -> String {
        let total = Double(max(1, whole.wholeMicroseconds))
        let start = min(118, Double(step.offset.wholeMicroseconds) / total * 120)
        let width = max(2, min(120 - start, Double(step.duration.wholeMicroseconds) / total * 120))
        return """
            <svg width="120" height="10" aria-hidden="true"><rect class="lane" width="120" height="10" rx="2"/>\
            <rect class="\(kind(of: step))" x="\(Int(start))" width="\(Int(width.rounded(.up)))" height="10" rx="2"/></svg>
            """
    }

    private static func kind(of step: RecordedStep) -> String {
        switch step.kind {
        case .query: "query"
        case .transaction: "transaction"
        case .call: "peer"
        case .cache: "cache"
        }
    }

    private static func outcome(of step: RecordedStep) -> String {
        switch step.kind {
        case .query(_, let rows): step.hasFailed ? "failed" : "\(rows) \(rows == 1 ? "row" : "rows")"
        case .transaction: step.hasFailed ? "rolled back" : "committed"
        case .call(_, _, _, let status): status.map { "\($0)" } ?? "no answer"
        case .cache(let look): look.rawValue
        }
    }

    private static func what(_ step: RecordedStep) -> String {
        switch step.kind {
        case .query(let text, _):
            "<code>\(HTMLText.escape(text.split(whereSeparator: \.isWhitespace).joined(separator: " ")))</code>"
        case .transaction: "transaction, with the wait for its turn and for the disk"
        case .call(let peer, let method, let path, _):
            "call to <b>\(HTMLText.escape(peer))</b>: <code>\(HTMLText.escape(method)) \(HTMLText.escape(path))</code>"
        case .cache: "look into the cache"
        }
    }

    private static func time(_ moment: Timestamp) -> Substring { moment.rfc3339.dropFirst(11).prefix(12) }

    /// `840 µs`, `1.24 ms`, `2.10 s`
    static func words(_ duration: Duration) -> String {
        let microseconds = max(0, duration.wholeMicroseconds)
        switch microseconds {
        case ..<1_000: return "\(microseconds) µs"
        case ..<1_000_000: return "\(hundredths(microseconds / 10)) ms"
        default: return "\(hundredths(microseconds / 10_000)) s"
        }
    }

    private static func hundredths(_ number: Int64) -> String {
        let rest = number % 100
        return "\(number / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
