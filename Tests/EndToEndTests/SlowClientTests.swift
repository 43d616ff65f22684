import EventLoops
import Glibc
import TestSupport
import Testing

@Suite("Clients that hang", .timeLimit(.minutes(5)))
struct SlowClientTests {
    /// What a client sends before it hangs.
    private static let openings = [
        "nothing": "",
        "half a line": "GET / HT",
        "half a head": "GET / HTTP/1.1\r\nHost: a\r\nX: ",
        "idle": "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n",
        "half a body": "POST /api/v1/token/ HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n{",
        "half a large body": "POST /api/v1/token/ HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n{",
        "half a chunk":
            "POST /api/v1/token/ HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n5\r\n{",
        "a chunk extension":
            "POST /api/v1/token/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;xxxxxxxxxxxxxxxxx",
        "many answers": String(repeating: "GET /docs HTTP/1.1\r\nHost: a\r\n\r\n", count: 200),
    ]

    @Test("They cost no thread, keep nobody waiting, lose their place in time, and do not hold up the end")
    func hang() async throws {
        try await ShopPlace.use { place in
            let shop = try await place.open(settings: ["SHUTDOWN_SECONDS": "4"])
            let figures = ProcessFigures(pid: shop.pid)
            let before = (threads: try figures.threads, descriptors: try figures.descriptors)
            let patient = Crowd(port: place.ports["gateway"], size: 10, interval: .milliseconds(100)) { _ in "/livez" }
            let alone = try await patient.run { $0.answered >= 300 }
            let begin = ContinuousClock.now
            var clients: [String: [RawClient]] = [:]
            for (name, opening) in Self.openings {
                for port in [place.ports["gateway"], place.ports["accounts"]] {
                    for _ in 0..<20 {
                        let client = try RawClient(port: port, receiveBuffer: 8 * 1024)
                        try await client.send(opening)
                        clients[name, default: []].append(client)
                    }
                }
            }
            // One more byte now and then must not buy more time.
            let dripping = try #require(clients["half a head"])
            async let report = patient.run { $0.answered >= 1000 }
            while ContinuousClock.now - begin < .seconds(9) {
                for client in dripping { try await client.send("x") }
                try await Sleep.for(.seconds(1))
            }
            #expect(try figures.threads < before.threads + 8, "hundreds of clients hang")
            // The ten seconds of a head are over; on a busy machine a little later.
            for name in ["nothing", "half a line", "half a head"] {
                for client in try #require(clients[name]) {
                    #expect(try await client.read(patience: .seconds(8)).isClosed, "\(name)")
                }
            }
            #expect(ContinuousClock.now - begin >= .seconds(9))
            let seen = try await report
            #expect(seen.statuses == [200: seen.answered] && seen.cut == [] && seen.unanswered == [])
            #expect(
                seen.percentile(0.99) < max(1000, 5 * alone.percentile(0.99)),
                "p99 \(seen.percentile(0.99)) ms, alone \(alone.percentile(0.99)) ms")
            #expect(try figures.descriptors >= before.descriptors + 120, "the others have more time")

            let end = ContinuousClock.now
            shop.send(SIGTERM)
            #expect(try await shop.end() == .exited(0))
            // Idle ones would have their minute, bodies two.
            #expect(ContinuousClock.now - end < .seconds(30) * Patience.factor)
        }
    }
}
