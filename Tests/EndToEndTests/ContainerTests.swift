import EventLoops
import FoundationEssentials
import Glibc
import Testing

@Suite("What a container asks of the program", .timeLimit(.minutes(5)))
struct ContainerTests {
    @Test("Health says nothing of a shop that is ready, and is wrong about one that is not there")
    func health() async throws {
        try await ShopPlace.use { place in
            let early = try place.start("health")
            #expect(try await early.end() == .exited(1))
            #expect(early.output.contains("\(place.url): the server cannot be reached"), "\(early.output)")

            _ = try await place.open()
            for operands in [[], ["catalog", "orders"], [place.url + "/"]] {
                let health = try place.start(["health"] + operands)
                #expect(try await health.end() == .exited(0), "\(health.output)")
                #expect(health.output == "")
            }
            let mixed = try place.start("health", "catalog", place.url(of: "orders") + "/nowhere")
            #expect(try await mixed.end() == .exited(1))
            #expect(mixed.output == "souk: \(place.url(of: "orders"))/nowhere: not ready, answers 404\n")
        }
    }

    @Test("Health reaches a shop that listens on every address")
    func everyAddress() async throws {
        try await ShopPlace.use { place in
            _ = try await place.open(settings: ["BIND_ADDRESS": "0.0.0.0"])
            let health = try place.start("health", settings: ["BIND_ADDRESS": "0.0.0.0"])
            #expect(try await health.end() == .exited(0), "\(health.output)")
        }
    }

    @Test("A name that is no service is a mistake of the command line")
    func unknownName() async throws {
        try await ShopPlace.use { place in
            let health = try place.start("health", "catalogue")
            #expect(try await health.end() == .exited(64))
            #expect(health.output.contains("there is no service \"catalogue\""), "\(health.output)")
        }
    }

    @Test("With LOG_DIR=none a shop logs to its output and leaves no file but in its data folder")
    func noFiles() async throws {
        try await ShopPlace.use { place in
            let shop = try await place.open(settings: ["LOG_DIR": "none", "LOG_LEVEL": "DEBUG"])
            shop.send(SIGTERM)
            #expect(try await shop.end() == .exited(0))
            #expect(shop.output.contains("\"level\":"), "\(shop.output)")
            let left = try FileManager.default.contentsOfDirectory(atPath: place.folder)
            #expect(left.filter { !$0.hasPrefix("output.") } == ["data"])
        }
    }
}
