import EventLoops
import HTTP
import Observability
import ServiceKit
import TestSupport
import Testing

@Suite("In-process transport")
struct InProcessTransportTests {
    private let logger = Logger(label: "test", handlers: [])

    private func transport(_ answer: @escaping RouteHandler) throws -> InProcessTransport {
        var router = Router()
        try router.mount(.post, "/api/echo", answer)
        let responder = router
        return InProcessTransport(logger: logger) { responder }
    }

    private func request(_ text: String = "") throws -> HTTPRequest {
        try HTTPRequest(.post, "/api/echo", body: .bytes(Array(text.utf8)))
    }

    @Test("Bytes go in and bytes come out; the callee knows that no socket lies between")
    func echo() async throws {
        let transport = try transport { request, context in
            #expect(context.isInProcess)
            return HTTPResponse(type: "text/plain", bytes: try await request.body.collect(upTo: 100))
        }
        try await withEventLoops { _ in
            let response = try await transport.send(try request("hello"), deadline: .seconds(1))
            #expect(try await response.body.collect() == Array("hello".utf8))
        }
    }

    @Test("A streamed answer arrives as bytes")
    func streamedAnswer() async throws {
        let chunks = Lock<[[UInt8]]>([[1, 2], [3]])
        let transport = try transport { _, _ in
            HTTPResponse(.ok, body: .stream(length: nil) { chunks.withLock { $0.isEmpty ? nil : $0.removeFirst() } })
        }
        try await withEventLoops { _ in
            let response = try await transport.send(try request(), deadline: .seconds(1))
            guard case .bytes(let bytes) = response.body else {
                Issue.record("the body is no bytes")
                return
            }
            #expect(bytes == [1, 2, 3])
        }
    }

    @Test("A peer that is not up is unreachable")
    func unreachable() async throws {
        let transport = InProcessTransport(logger: logger) { nil }
        await #expect(throws: PeerTransportError.unreachable) {
            _ = try await transport.send(try request(), deadline: .seconds(1))
        }
    }

    @Test("After the deadline the caller goes on, and so does the callee")
    func deadline() async throws {
        let mayFinish = ShutdownSignal()
        let hasFinished = ShutdownSignal()
        let transport = try transport { _, _ in
            await mayFinish.wait()
            #expect(!Task.isCancelled)
            hasFinished.raise()
            return HTTPResponse(.ok)
        }
        try await withEventLoops { _ in
            await #expect(throws: PeerTransportError.timedOut) {
                _ = try await transport.send(try request(), deadline: .milliseconds(20))
            }
            mayFinish.raise()
            await hasFinished.wait()
        }
    }

    @Test("A caller that is cancelled does not wait for the answer")
    func cancellation() async throws {
        let underWay = ShutdownSignal()
        let mayFinish = ShutdownSignal()
        let transport = try transport { _, _ in
            underWay.raise()
            await mayFinish.wait()
            return HTTPResponse(.ok)
        }
        let request = try request()
        try await withEventLoops { loops in
            let outcome = Lock<PeerTransportError?>(nil)
            let caller = loops.loops[0].spawn {
                do throws(PeerTransportError) {
                    _ = try await transport.send(request, deadline: .seconds(60))
                } catch {
                    outcome.withLock { $0 = error }
                }
            }
            await underWay.wait()
            caller.cancel()
            await caller.value
            #expect(outcome.withLock { $0 } == .cancelled)
            mayFinish.raise()
        }
    }
}
