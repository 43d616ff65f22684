import EventLoops
import Glibc
import TestSupport
import Testing
import Values

@Suite("The end under load", .timeLimit(.minutes(5)))
struct GracefulEndTests {
    /// When a shop would give up what does not end; ten minutes are the most it takes.
    private static let shutdownSeconds = min(600, 60 * Patience.factor)

    @Test(
        "SIGTERM amid hundreds of requests fails none that was taken; with a notice, /readyz says 503 before anybody is turned away",
        arguments: [0, 1])
    func underLoad(noticeSeconds: Int) async throws {
        try await StockedShop.use { stock, place in
            var settings = StockedShop.settings
            settings["NOTICE_SECONDS"] = "\(noticeSeconds)"
            let limit = Self.shutdownSeconds
            settings["SHUTDOWN_SECONDS"] = "\(limit)"
            // At less than this what went well is not logged.
            settings["LOG_LEVEL"] = "DEBUG"
            let shop = try await place.open(settings: settings)
            let ledger = OrderLedger()
            // Each asks for another number, so that the log tells which requests were taken; a few of them exist.
            let readers = Crowd(port: place.ports["gateway"], size: 50, interval: .milliseconds(100)) { number in
                "/api/v1/products/\(number)/"
            }
            let answered = Tally()
            async let report = readers.run { report in
                answered.set(report.answered)
                return false
            }
            async let orders: Void = BusyShop(shop: stock, place: place, ledger: ledger).runBuyers()
            while ledger.acknowledged < 40 || answered.value < 300, shop.endingSoFar() == nil {
                try await Sleep.for(.milliseconds(5))
            }

            let begin = ContinuousClock.now
            shop.send(SIGTERM)
            let readiness = await lastReadiness(of: place)
            let ending = try await shop.end(within: .seconds(2 * limit))
            let took = ContinuousClock.now - begin
            let seen = try await report
            try await orders

            #expect(ending == .exited(0), "\(shop.output.suffix(2000))")
            #expect(took < .seconds(limit), "nobody is given up")
            if noticeSeconds > 0 {
                #expect(readiness.contains(503), "\(readiness)")
                #expect(took >= .seconds(noticeSeconds))
            }
            #expect(seen.answered >= 300)
            #expect(seen.turnedAway == readers.size, "all of them were there until the end")
            #expect(Set(seen.statuses.keys).isSubset(of: [200, 404]), "\(seen.statuses)")
            #expect(seen.cut == [])
            // A request that crossed with the end of its connection was never taken, and may be sent again elsewhere.
            let taken = Set(shop.output.split(separator: "\"").filter { $0.hasPrefix("/api/v1/products/") })
            let found = try #require(stock.goods.min())
            #expect(taken.contains("/api/v1/products/\(found)/"), "who was answered is in the log")
            #expect(taken.count >= seen.answered, "\(taken.count) paths of \(seen.answered) answers")
            for path in seen.unanswered { #expect(!taken.contains(Substring(path)), "\(path) was taken") }
            print(
                "end under load: \(seen.answered) answers, \(seen.unanswered.count + ledger.unknown.count) never taken,"
                    + " \(seen.turnedAway) turned away, over after \(took)")

            // The same for orders: what was not acknowledged is not there.
            _ = try await place.open(settings: StockedShop.settings)
            try await Reckoning(place: place, ledger: ledger).checkThatNothingWasDoneUnsaid()
        }
    }

    private struct StillListening: Error {
        let port: UInt16
    }

    private func untilNobodyListens(_ port: UInt16) async throws {
        let limit = ContinuousClock.now + .seconds(20) * Patience.factor
        while (try? RawClient(port: port)) != nil {
            guard ContinuousClock.now < limit else { throw StillListening(port: port) }
            try await Sleep.for(.milliseconds(20))
        }
    }

    /// What /readyz says to new connections until nobody listens any more.
    private func lastReadiness(of place: ShopPlace) async -> [Int] {
        var statuses: [Int] = []
        let raw = "GET /readyz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        while let answer = try? await RawClient.ask(place.ports["gateway"], raw, patience: .seconds(5)) {
            if let status = answer.status { statuses.append(status) }
        }
        return statuses
    }

    @Test("An upload that is under way when the end begins is read to its end and answered")
    func upload() async throws {
        try await StockedShop.use { _, place in
            let shop = try await place.open(settings: StockedShop.settings)
            let password = StockedShop.adminPassword.reveal()
            let body = Array(#"{"username":"admin","password":"\#(password)"}"#.utf8)
            let head = "POST /api/v1/token/ HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            let chunked = try RawClient(port: place.ports["gateway"])
            try await chunked.send("\(head)Transfer-Encoding: chunked\r\n\r\n5\r\n")
            try await chunked.send(Array(body.prefix(5)))
            let sized = try RawClient(port: place.ports["accounts"])
            try await sized.send("\(head)Content-Length: \(body.count)\r\n\r\n")
            try await sized.send(Array(body.prefix(5)))
            // What came before these two has been read once this is answered.
            #expect(try await RawClient.ask(place.ports["accounts"], "GET /livez HTTP/1.0\r\n\r\n").status == 200)
            #expect(try await RawClient.ask(place.ports["gateway"], "GET /livez HTTP/1.0\r\n\r\n").status == 200)

            shop.send(SIGTERM)
            try await untilNobodyListens(place.ports["gateway"])
            try await untilNobodyListens(place.ports["accounts"])
            try await chunked.send("\r\n\(String(body.count - 5, radix: 16))\r\n")
            try await chunked.send(Array(body.dropFirst(5)) + Array("\r\n0\r\n\r\n".utf8))
            try await sized.send(Array(body.dropFirst(5)))
            for client in [chunked, sized] {
                let answer = try await client.read(patience: .seconds(10))
                #expect(answer.status == 200 && answer.contains("access"))
                #expect(answer.field("Connection") == "close" && answer.isClosed)
            }
            #expect(try await shop.end() == .exited(0))
        }
    }

    @Test("1,000 idle connections do not hold up the end")
    func idle() async throws {
        try OwnDescriptors.raise(toHold: 1000)
        try await ShopPlace.use { place in
            let limit = Self.shutdownSeconds
            let shop = try await place.open(settings: ["SHUTDOWN_SECONDS": "\(limit)"])
            let clients = try await IdleClients.open(1000, port: place.ports["gateway"])
            let begin = ContinuousClock.now
            shop.send(SIGTERM)
            #expect(try await shop.end(within: .seconds(2 * limit)) == .exited(0))
            #expect(ContinuousClock.now - begin < .seconds(limit / 2))
            #expect(clients.dismissed == 1000)
        }
    }

    @Test("A second signal ends at once what the first would still wait for")
    func twice() async throws {
        try await ShopPlace.use { place in
            let limit = Self.shutdownSeconds
            let shop = try await place.open(settings: ["SHUTDOWN_SECONDS": "\(limit)"])
            let client = try RawClient(port: place.ports["gateway"])
            try await client.send("POST /api/v1/token/ HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n{")
            #expect(try await RawClient.ask(place.ports["gateway"], "GET /livez HTTP/1.0\r\n\r\n").status == 200)
            shop.send(SIGTERM)
            try await untilNobodyListens(place.ports["gateway"])
            #expect(shop.endingSoFar() == nil, "the upload is waited for")
            let begin = ContinuousClock.now
            shop.send(SIGTERM)
            #expect(try await shop.end(within: .seconds(2 * limit)) == .exited(128 + SIGTERM))
            #expect(ContinuousClock.now - begin < .seconds(limit / 2))
        }
    }
}
