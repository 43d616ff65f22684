import EventLoops
import Glibc
import TestSupport
import Testing

@Suite("A crowd at the door", .timeLimit(.minutes(5)))
struct CrowdTests {
    /// What one idle connection may cost: the library's memory for the longest head that is taken, which becomes
    /// resident with the first request, and the bookkeeping beside it. A sanitizer's own memory is several times that.
    private static let bytesPerIdleConnection = 26 * 1024 * (Patience.isInstrumented ? 10 : 1)

    @Test("10,000 idle connections cost little memory, do not slow down 200 busy ones, and leave nothing behind")
    func idleAndBusy() async throws {
        try OwnDescriptors.raise(toHold: 10_200)
        try await StockedShop.use { stock, place in
            let shop = try await place.open(settings: StockedShop.settings)
            let figures = ProcessFigures(pid: shop.pid)
            let goods = stock.goods
            // What is measured is the server, and not how a shop on servers shares two cores with them.
            let interval = Duration.milliseconds(ServerSpace.isUnderTest ? 1600 : 400)
            let busy = Crowd(port: place.ports["gateway"], size: 200, interval: interval) { number in
                "/api/v1/products/\(goods[number % goods.count])/"
            }
            let alone = try await busy.run { $0.answered >= 600 }
            try await figures.untilDescriptors(atMost: 200)
            let before = (memory: try figures.residentBytes, descriptors: try figures.descriptors)

            var idle: IdleClients? = try await IdleClients.open(10_000, port: place.ports["gateway"])
            let each = (try figures.residentBytes - before.memory) / 10_000
            #expect(each <= Self.bytesPerIdleConnection, "\(each) bytes for each idle connection")
            #expect(try figures.descriptors >= before.descriptors + 10_000)

            let report = try await busy.run { $0.answered >= 2000 }
            #expect(report.statuses == [200: report.answered])
            #expect(report.unanswered == [] && report.cut == [] && report.turnedAway == 0)
            #expect(idle?.dismissed == 0)

            idle = nil
            // Again without them: the machine may have become busier in between.
            let after = try await busy.run { $0.answered >= 600 }
            let slowest = max(alone.percentile(0.99), after.percentile(0.99))
            #expect(
                report.percentile(0.99) < max(500, 5 * slowest),
                "p99 \(report.percentile(0.99)) ms, without them \(slowest) ms")
            print(
                "idle connections: \(each) bytes each; p50 \(report.percentile(0.5)) ms, p99 \(report.percentile(0.99)) ms,"
                    + " without them \(alone.percentile(0.5)) ms and \(slowest) ms")
            // A shop on servers opens connections to them when it is busy, and keeps them for a while.
            try await figures.untilDescriptors(atMost: before.descriptors + (ServerSpace.isUnderTest ? 16 : 0))
        }
    }

    @Test("Where the system grants few connections, newcomers are served and the longest idle go; it is logged once")
    func fewDescriptors() async throws {
        try await ShopPlace.use { place in
            let shop = try place.start(limitingDescriptorsTo: 1024, "up")
            try await place.untilReady(shop)
            let figures = ProcessFigures(pid: shop.pid)
            let idle = try await IdleClients.open(2000, port: place.ports["gateway"])
            #expect(try figures.descriptors < 1024)
            #expect(idle.dismissed > 1000)
            let late = try await RawClient.ask(place.ports["gateway"], "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n") {
                $0.isWhole
            }
            #expect(late.status == 200)
            // Once for each loop of the gateway.
            let told = shop.output.split(separator: "\n").count { $0.contains("connections are scarce") }
            #expect((1...EventLoopGroup.coreCount).contains(told))
            #expect(!shop.output.contains("\"level\":\"error\""))
        }
    }
}
