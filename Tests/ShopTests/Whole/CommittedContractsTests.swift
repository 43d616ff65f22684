import FoundationEssentials
import OpenAPI
import ServiceKit
import Testing

@testable import souk

@Suite("Committed contracts")
struct CommittedContractsTests {
    static let names = ["accounts", "catalog", "carts", "reviews", "orders", "notifications", "gateway"]

    @Test("What is served is what is committed under docs/openapi", arguments: names)
    func contract(name: String) throws {
        let shop = try Shop(Configuration(table: Settings.all), databases: .disconnected, keys: .ephemeral())
        let host = try #require((shop.hosts + [shop.gateway]).first { $0.name == name })
        let path = Self.folder + "/\(name).json"
        let committed = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
        let isSame = committed == String(decoding: try host.document.encoded(), as: UTF8.self)
        #expect(
            isSame, "docs/openapi/\(name).json is not what is served: run `make openapi` and look at the difference")
    }

    private static var folder: String {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(4).joined(separator: "/") + "/docs/openapi"
    }
}
