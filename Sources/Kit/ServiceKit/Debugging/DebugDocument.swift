import JSON
import Observability
import Values

/// The last requests as JSON, for scripts.
struct DebugDocument: Sendable {
    let requests: [RecordedRequest]

    var value: JSONValue { ["requests": .array(requests.map(Self.value))] }

    private static func value(_ request: RecordedRequest) -> JSONValue {
        let steps = request.recording?.steps ?? []
        return [
            "service": .string(request.service), "method": .string(request.method),
            "route": request.route.map { .string($0) } ?? .null, "status": JSONValue(request.status),
            "started_at": .string(request.start.rfc3339), "duration_us": microseconds(request.duration),
            "trace_id": .string(request.trace.traceIDText), "caller": .string(request.callerName),
            "at_hand": JSONValue(request.isAtHand),
            "steps": .array(steps.sorted { $0.offset < $1.offset }.map(Self.value)),
            "omitted_steps": JSONValue(request.recording?.omittedSteps ?? 0),
        ]
    }

    private static func value(_ step: RecordedStep) -> JSONValue {
        var members: [JSONObject.Member]
        switch step.kind {
        case .query(let text, let rows):
            members = [("kind", "query"), ("sql", .string(text)), ("rows", JSONValue(rows))]
        case .transaction:
            members = [("kind", "transaction")]
        case .call(let peer, let method, let path, let status):
            members = [
                ("kind", "call"), ("peer", .string(peer)), ("method", .string(method)), ("path", .string(path)),
                ("status", status.map { JSONValue($0) } ?? .null),
            ]
        case .cache(let look):
            members = [("kind", "cache"), ("look", .string(look.rawValue))]
        }
        members += [
            ("offset_us", microseconds(step.offset)), ("duration_us", microseconds(step.duration)),
            ("failed", JSONValue(step.hasFailed)),
        ]
        return .object(JSONObject(members))
    }

    private static func microseconds(_ duration: Duration) -> JSONValue { JSONValue(duration.wholeMicroseconds) }
}

extension RecordedRequest {
    /// What kind of caller it was, in a word.
    var callerName: String { recording?.caller ?? "anybody" }
}
