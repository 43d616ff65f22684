import Discovery
import Endpoints
import EventLoops
import HTTP
import HTTPClient
import Observability
import ServiceKit
import ServiceTestSupport
import TestSupport
import Testing
import Values

@Suite("Peer client")
struct PeerClientTests {
    @Test("A call goes through the peer's whole stack, with our service's token")
    func call() async throws {
        let peer = try StubPeer.answering("notes") {
            Route(NotesAPI.count) { request in NoteCount(count: 3, caller: request.caller.name) }
        }
        try await withEventLoops { _ in
            let count = try await peer.call(NotesAPI.count)
            #expect(count == NoteCount(count: 3, caller: "tester"))
        }
    }

    @Test("What the peer refuses with reason arrives as the problem that it is")
    func problem() async throws {
        let peer = try StubPeer.answering("notes") {
            Route(NotesAPI.note) { _ -> NoteView in
                throw Problem(
                    .conflict, "worn out", errors: [FieldError(pointer: "/id", code: "old", message: "is old")])
            }
        }
        try await withEventLoops { _ in
            let problem = await #expect(throws: Problem.self) {
                _ = try await peer.call(NotesAPI.note, path: ByNote(id: 1))
            }
            #expect(problem?.status == .conflict)
            #expect(problem?.detail == "worn out")
            #expect(problem?.errors.first?.code == "old")
        }
    }

    @Test("A peer that is down is a 503 that invites to come again")
    func down() async throws {
        try await withEventLoops { _ in
            let error = await #expect(throws: PeerUnavailable.self) {
                _ = try await StubPeer.unreachable("notes").call(NotesAPI.count)
            }
            #expect(error?.reason == .unreachable)
            #expect(error?.problem.status == .serviceUnavailable)
            #expect(error?.problem.code == "peer_unavailable")
            #expect(error?.problem.fields[.retryAfter] != nil)
        }
    }

    @Test("An answer that got lost leaves the caller in doubt")
    func lostAnswer() async throws {
        let happened = ShutdownSignal()
        let peer = StubPeer.losingAnswers("notes") { happened.raise() }
        try await withEventLoops { _ in
            let error = await #expect(throws: PeerUnavailable.self) { _ = try await peer.call(NotesAPI.count) }
            #expect(error?.reason == .timedOut)
            #expect(happened.isRaised)
        }
    }

    @Test(
        "Neither a failure of the peer nor a refused token of ours looks like a fault of our caller",
        arguments: [
            (500, PeerUnavailable.Reason.failed(status: 500)), (401, .tokenRefused), (400, .failed(status: 400)),
        ])
    func peerFailure(status: Int, reason: PeerUnavailable.Reason) async throws {
        let transport = HTTPPeerTransport(to: "notes", among: InstanceList(fixed: ["http://notes"])) {
            (_, _) throws(HTTPClientError) in HTTPResponse(HTTPStatus(status))
        }
        let error = await #expect(throws: PeerUnavailable.self) {
            _ = try await StubPeer.client("notes", over: transport).call(NotesAPI.count)
        }
        #expect(error?.reason == reason)
    }

    @Test("The trace goes along")
    func trace() async throws {
        let seen = Lock<String?>(nil)
        let transport = HTTPPeerTransport(to: "notes", among: InstanceList(fixed: ["http://notes"])) {
            (request, _) throws(HTTPClientError) in
            seen.withLock { $0 = request.fields[.traceparent] }
            return .json(Array(#"{"count":1,"caller":"x"}"#.utf8))
        }
        let trace = TraceContext.generate()
        _ = try await TraceContext.$current.withValue(trace) {
            try await StubPeer.client("notes", over: transport).call(NotesAPI.count)
        }
        #expect(seen.withLock { $0 }?.contains(trace.traceIDText) == true)
    }
}
