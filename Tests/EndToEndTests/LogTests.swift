import Contracts
import Endpoints
import EventLoops
import FoundationEssentials
import Glibc
import JSON
import Testing
import Values

@Suite("Logs", .timeLimit(.minutes(5)))
struct LogTests {
    @Test("No mail address, password or token gets into a log, however much is logged")
    func holdNoSecrets() async throws {
        try await StockedShop.use { stock, place in
            let settings = StockedShop.settings.merging(["LOG_LEVEL": "TRACE"]) { $1 }
            let shop = try await place.open(settings: settings)
            let demo = try place.start("demo", settings: StockedShop.settings)
            #expect(try await demo.end(within: .seconds(90)) == .exited(0), "\(demo.output)")
            let visitor = ShopVisitor(place)
            // Mistakes are logged, too.
            await #expect(throws: (any Error).self) {
                try await visitor.loggedIn("buyer1", Secret("wrong-but-secret-password"))
            }
            let cart = try await visitor.send(
                EndpointCall(CartsAPI.add, body: CartAddition(productID: stock.goods[0], quantity: 1)))
            let reset = PasswordResetRequest(email: try #require(EmailAddress("buyer1@example.com")))
            _ = try await visitor.send(EndpointCall(AccountsAPI.requestPasswordReset, body: reset))
            let pair = try await visitor.send(
                EndpointCall(
                    AccountsAPI.logIn, body: LogIn(username: "buyer1", password: StockedShop.buyerPassword)))
            shop.send(SIGTERM)
            #expect(try await shop.end() == .exited(0))

            let secrets = [
                StockedShop.adminPassword.reveal(), StockedShop.buyerPassword.reveal(), "wrong-but-secret-password",
                pair.access.reveal(), pair.refresh.reveal(), try #require(cart.cartToken).reveal(),
            ]
            var texts = ["output": shop.output]
            for name in try FileManager.default.contentsOfDirectory(atPath: place.logFolder) {
                texts[name] = try String(contentsOfFile: "\(place.logFolder)/\(name)", encoding: .utf8)
            }
            #expect(texts["debug.log"]?.contains("checkout") == true, "there is something to look at")
            for (name, text) in texts {
                for secret in secrets { #expect(!text.contains(secret), "\(name) holds a secret") }
                #expect(!text.contains("eyJ"), "\(name) holds a token")
                let address = text.firstMatch(of: /[A-Za-z0-9._+\-]+@[A-Za-z0-9\-]+\.[A-Za-z0-9.\-]+/)
                #expect(address == nil, "\(name) holds \(address.map { String($0.0) } ?? "")")
            }
        }
    }

    @Test("Log files are JSON lines, rotate when they are full, and keep the old ones beside them")
    func rotate() async throws {
        try await ShopPlace.use { place in
            try FileManager.default.createDirectory(atPath: place.logFolder, withIntermediateDirectories: true)
            // All but full, as after some weeks.
            let old = String(repeating: String(repeating: ".", count: 1023) + "\n", count: 5 * 1024 - 1)
            try old.write(toFile: place.logFolder + "/info.log", atomically: true, encoding: .utf8)
            let shop = try await place.open()
            shop.send(SIGTERM)
            #expect(try await shop.end() == .exited(0))

            let rotated = try String(contentsOfFile: place.logFolder + "/info.log.1", encoding: .utf8)
            #expect(rotated.hasPrefix("...."))
            let fresh = try String(contentsOfFile: place.logFolder + "/info.log", encoding: .utf8)
            #expect(fresh.utf8.count < 1024 * 1024)
            for line in fresh.split(separator: "\n") {
                let entry = try JSONValue.parse(Array(line.utf8))
                #expect(entry["ts"] != nil && entry["level"] != nil && entry["msg"] != nil)
            }
            let debug = try String(contentsOfFile: place.logFolder + "/debug.log", encoding: .utf8)
            #expect(!debug.contains("...."))
        }
    }
}

extension String {
    fileprivate func write(toFile path: String, atomically: Bool, encoding: String.Encoding) throws {
        try Data(utf8).write(to: URL(filePath: path), options: atomically ? .atomic : [])
    }
}
