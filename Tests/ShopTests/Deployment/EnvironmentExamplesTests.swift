import FoundationEssentials
import ServiceKit
import Testing

@testable import souk

@Suite("Examples of the environment")
struct EnvironmentExamplesTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "deploy/env")

    @Test("What is committed under deploy/env is what the table says; UPDATE_CONTRACTS=1 writes it anew")
    func committed() throws {
        let examples = Settings.processes.map { EnvironmentExample(of: $0) }
        if ProcessInfo.processInfo.environment["UPDATE_CONTRACTS"] != nil {
            try? FileManager.default.removeItem(at: Self.folder)
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            for example in examples {
                try Data(example.text.utf8).write(to: Self.folder.appending(path: example.fileName))
            }
        }
        let found = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(found.sorted() == examples.map(\.fileName).sorted())
        for example in examples {
            let committed = try? String(contentsOf: Self.folder.appending(path: example.fileName), encoding: .utf8)
            #expect(committed == example.text, "deploy/env/\(example.fileName) is not what the table says")
        }
    }

    @Test("Every setting stands in some example, but for those of services that are not there yet and of tests")
    func complete() {
        let named = Set(Settings.processes.flatMap { Settings.read(by: $0) }.map(\.name))
        let left = Settings.all.map(\.name).filter { !named.contains($0) }
        let absent = ["STOREFRONT", "BACKOFFICE"].flatMap { ["\($0)_PORT", "\($0)_URL"] }
        // Nobody calls the gateway, carts or reviews.
        let uncalled = ["GATEWAY_URL", "CARTS_URL", "REVIEWS_URL"]
        #expect(Set(left) == Set(absent + uncalled + [Settings.failPoint.name]))
    }

    @Test("An example whose lines are all uncommented is read without a complaint", arguments: Settings.processes)
    func readable(process: String) throws {
        let lines = EnvironmentExample(of: process).text.split(separator: "\n")
        let names = Set(Settings.all.map(\.name))
        let settings = lines.compactMap { line -> Substring? in
            let content = line.drop { $0 == "#" || $0 == " " }
            return content.firstIndex(of: "=").flatMap { names.contains(String(content[..<$0])) ? content : nil }
        }
        #expect(settings.count == Settings.read(by: process).count)
        let configuration = try Configuration(
            table: Settings.all, environmentFile: settings.joined(separator: "\n"))
        #expect(configuration.notices == [])
    }

    @Test("A process is told of its own port and database only, and of peers that it calls")
    func narrow() {
        let names = Set(Settings.read(by: "orders").map(\.name))
        #expect(names.isSuperset(of: ["ORDERS_PORT", "ORDERS_DATABASE_URL", "CATALOG_URL", "ACCOUNTS_URL"]))
        #expect(names.isDisjoint(with: ["CATALOG_DATABASE_URL", "ORDERS_URL", "ADMIN_PASSWORD", "SIGNING_KEY_FILE"]))
    }

    @Test("The peers that a process is told of are those that it calls")
    func peers() throws {
        let shop = try Shop(Configuration(table: Settings.all), databases: .disconnected, keys: .ephemeral())
        for service in Settings.storingServices {
            let names = Set(Settings.read(by: service).map(\.name))
            let told = Settings.storingServices.filter { names.contains(Settings.url(of: $0).name) }
            #expect(Set(told) == shop.peers(of: [service]).subtracting([service]), "\(service)")
        }
    }
}
