import Discovery
import EventLoops
import HTTP
import HTTPClient
import Observability
import ServiceKit
import TestSupport
import Testing

/// What a transport does with instances that behave in one way or another; `LivePeerTests` has real ones.
@Suite("HTTP transport")
struct HTTPPeerTransportTests {
    /// Instances by name, each with what it answers. Notes who was asked, and how patiently.
    private final class Instances: Sendable {
        typealias Answer = @Sendable () throws(HTTPClientError) -> Int

        private let answers: [String: Answer]
        private let log = Lock<[(name: String, patience: Duration)]>([])
        let metrics = MetricsRegistry()

        init(_ answers: [String: Answer]) { self.answers = answers }

        var asked: [String] { log.withLock { $0.map(\.name) } }
        var patience: [Duration] { log.withLock { $0.map(\.patience) } }

        func transport(_ policy: CallPolicy = CallPolicy()) -> HTTPPeerTransport {
            HTTPPeerTransport(
                to: "catalog", among: InstanceList(fixed: answers.keys.sorted().map { "http://\($0)" }),
                policy: policy, metrics: metrics, logger: Logger(label: "test", handlers: [])
            ) { (request, patience) throws(HTTPClientError) in
                let name = String(request.url.dropFirst("http://".count).prefix { $0 != "/" })
                self.log.withLock { $0.append((name, patience)) }
                return HTTPResponse(HTTPStatus(try self.answers[name]?() ?? 500))
            }
        }

        var text: String { String(decoding: metrics.prometheusText(), as: UTF8.self) }
    }

    private func request(_ method: HTTPMethod, key: String? = nil) throws -> HTTPRequest {
        try HTTPRequest(method, "/api/x/", fields: key.map { [.idempotencyKey: $0] } ?? [:])
    }

    @Test("Method, address, fields and body reach the instance")
    func passed() async throws {
        let seen = Lock<HTTPClientRequest?>(nil)
        let transport = HTTPPeerTransport(
            to: "catalog", among: InstanceList(fixed: ["http://catalog:8002"]), metrics: MetricsRegistry()
        ) { (request, _) throws(HTTPClientError) in
            seen.withLock { $0 = request }
            return HTTPResponse(.noContent)
        }
        let request = try HTTPRequest(
            .put, "/api/reservations/7/?a=b%20c", fields: [.authorization: "Bearer t"], body: .bytes(Array("{}".utf8)))
        #expect(try await transport.send(request, deadline: .seconds(2)).status == .noContent)
        let sent = try #require(seen.withLock { $0 })
        #expect(sent.method == .put)
        #expect(sent.url == "http://catalog:8002/api/reservations/7/?a=b%20c")
        #expect(sent.fields[.authorization] == "Bearer t")
        #expect(sent.body == Array("{}".utf8))
        #expect(sent.isRepeatable)
    }

    @Test("A peer without instances is unreachable at once")
    func nobody() async throws {
        let instances = Instances([:])
        await #expect(throws: PeerTransportError.unreachable) {
            try await instances.transport().send(request(.get), deadline: .seconds(2))
        }
        #expect(instances.text.contains(#"peer_calls_refused_total{peer="catalog"} 1"#))
    }

    /// What may be sent to a second instance after the first has failed in this way.
    @Test(
        "What is safe to repeat goes to another instance, and nothing else does",
        arguments: [
            (HTTPMethod.get, nil, HTTPClientError.broken("x"), true), (.get, nil, .deadlineExceeded, true),
            (.get, nil, .unreachable("x"), true), (.put, nil, .broken("x"), true), (.delete, nil, .broken("x"), true),
            (.post, nil, .unreachable("x"), true), (.post, nil, .broken("x"), false),
            (.post, nil, .deadlineExceeded, false), (.patch, nil, .broken("x"), false),
            (.post, "k", .broken("x"), true), (.post, "k", .deadlineExceeded, false),
            (.put, "k", .broken("x"), true), (.put, "k", .deadlineExceeded, false),
            (.get, nil, .responseTooLarge(limit: 1), false), (.get, nil, .cancelled, false),
            (.get, nil, .overloaded, false),
        ] as [(HTTPMethod, String?, HTTPClientError, Bool)])
    func repeats(method: HTTPMethod, key: String?, error: HTTPClientError, isRepeated: Bool) async throws {
        let first = Lock(true)
        let answer: Instances.Answer = { () throws(HTTPClientError) in
            let isFirst = first.withLock { first in
                defer { first = false }
                return first
            }
            if isFirst { throw error }
            return 200
        }
        let instances = Instances(["a": answer, "b": answer])
        let outcome = try? await instances.transport().send(request(method, key: key), deadline: .seconds(2))
        #expect((outcome?.status == .ok) == isRepeated)
        #expect(Set(instances.asked).count == (isRepeated ? 2 : 1))
        #expect(instances.asked.count == (isRepeated ? 2 : 1))
    }

    @Test(
        "Whoever answers that it cannot serve now is passed over, where that is safe",
        arguments: [(HTTPMethod.get, 200), (.post, 503)])
    func declined(method: HTTPMethod, status: Int) async throws {
        let answers = Tally()
        let answer: Instances.Answer = { () throws(HTTPClientError) in
            answers.add()
            return answers.value == 1 ? 503 : 200
        }
        let instances = Instances(["a": answer, "b": answer])
        let response = try await instances.transport().send(request(method), deadline: .seconds(2))
        #expect(response.status.code == status)
    }

    @Test("When every instance declines, that is the answer; what the service itself says is never repeated")
    func allDecline() async throws {
        let decline: Instances.Answer = { () throws(HTTPClientError) in 503 }
        let declining = Instances(["a": decline, "b": decline])
        #expect(try await declining.transport().send(request(.get), deadline: .seconds(2)).status.code == 503)
        #expect(Set(declining.asked) == ["a", "b"])
        let fail: Instances.Answer = { () throws(HTTPClientError) in 500 }
        let failing = Instances(["a": fail, "b": fail])
        #expect(try await failing.transport().send(request(.get), deadline: .seconds(2)).status.code == 500)
        #expect(failing.asked.count == 1)
    }

    @Test("An attempt is cut short only where another can follow")
    func patience() async throws {
        let slow: Instances.Answer = { () throws(HTTPClientError) in throw .deadlineExceeded }
        let two = Instances(["a": slow, "b": slow])
        _ = try? await two.transport().send(request(.get), deadline: .seconds(2))
        #expect(two.patience[0] <= .seconds(1))
        #expect(two.patience[1] > .milliseconds(1_900), "the last one has all that is left, here no time has passed")
        let one = Instances(["a": slow])
        _ = try? await one.transport().send(request(.get), deadline: .seconds(2))
        #expect(one.patience[0] > .milliseconds(1_900))
        let unsafe = Instances(["a": slow, "b": slow])
        _ = try? await unsafe.transport().send(request(.post, key: "k"), deadline: .seconds(2))
        #expect(unsafe.patience[0] > .milliseconds(1_900))
    }

    @Test("A dead peer costs three calls, then none until its rest is over")
    func breaker() async throws {
        let isAway = Lock(true)
        let instances = Instances([
            "a": { () throws(HTTPClientError) in
                if isAway.withLock({ $0 }) { throw .unreachable("x") }
                return 200
            }
        ])
        var policy = CallPolicy()
        policy.breaker.firstRest = .milliseconds(100)
        let transport = instances.transport(policy)
        for _ in 1...20 {
            await #expect(throws: PeerTransportError.unreachable) {
                try await transport.send(request(.get), deadline: .seconds(2))
            }
        }
        #expect((3...4).contains(instances.asked.count))
        #expect(instances.text.contains(#"peer_circuit_breakers{peer="catalog",state="open"} 1"#))
        isAway.withLock { $0 = false }
        try await withEventLoops(1) { (_) async throws in
            #expect(try await eventually { (try? await transport.send(request(.get), deadline: .seconds(2))) != nil })
        }
        #expect(instances.text.contains(#"peer_circuit_breakers{peer="catalog",state="closed"} 1"#))
    }

    @Test("An outage is not multiplied: beyond what is saved up, a fifth of the calls is repeated")
    func budget() async throws {
        let broken: Instances.Answer = { () throws(HTTPClientError) in throw .broken("x") }
        let instances = Instances(["a": broken, "b": broken, "c": broken])
        var policy = CallPolicy()
        policy.retryStore = 10
        policy.breaker.failures = .max
        let transport = instances.transport(policy)
        for _ in 1...500 { _ = try? await transport.send(request(.get), deadline: .seconds(2)) }
        #expect(instances.asked.count <= 500 + 10 + 100)
        #expect(instances.asked.count > 600)
    }

    @Test("A cancelled call says nothing about the instance")
    func cancelled() async throws {
        let instances = Instances(["a": { () throws(HTTPClientError) in throw .cancelled }])
        let transport = instances.transport()
        for _ in 1...5 {
            await #expect(throws: PeerTransportError.cancelled) {
                try await transport.send(request(.get), deadline: .seconds(2))
            }
        }
        #expect(instances.asked.count == 5)
    }
}
