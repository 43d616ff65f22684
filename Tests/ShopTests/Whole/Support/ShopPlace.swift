import Accounts
import Carts
import Catalog
import EventLoops
import FoundationEssentials
import Notifications
import Orders
import PostgreSQL
import Reviews
import SQL
import SQLite
import ServiceKit
import TestSupport

@testable import souk

/// Where the databases of a shop are, on the engine of the column under test. It may be opened, closed and opened again.
struct ShopPlace: Sendable {
    typealias Opening = @Sendable () async throws -> any Database

    /// In the order of ``ShopDatabases/map(_:)``.
    fileprivate static let migrations: [Migrations] = [
        Accounts.migrations, Catalog.migrations, Carts.migrations, Reviews.migrations, Orders.migrations,
        Notifications.migrations,
    ]

    fileprivate let openings: [Opening]

    fileprivate init(openings: [Opening]) {
        self.openings = openings
    }

    /// Databases that a test has made itself.
    init(at address: (_ service: String) -> DatabaseAddress) {
        openings = Settings.storingServices.map { service in
            let address = address(service)
            return {
                switch address {
                case .sqlite(let path): try SQLiteDatabase(path: path)
                case .postgresql(let url): try PostgreSQLDatabase(url: url)
                }
            }
        }
    }

    func open() async throws -> ShopDatabases {
        var opened: [any Database] = []
        for opening in openings { opened.append(try await opening()) }
        var rest = opened[...]
        return ShopDatabases.disconnected.map { disconnected in rest.popFirst() ?? disconnected }
    }
}

/// Gives a place for the databases of a shop, which is gone afterwards.
func withShopPlace(_ loops: Int = 2, _ body: (ShopPlace, EventLoopGroup) async throws -> Void) async throws {
    try await withEventLoops(loops) { loops in
        try await withOpenings(ShopPlace.migrations[...]) { try await body(ShopPlace(openings: $0), loops) }
    }
}

private func withOpenings(
    _ rest: ArraySlice<Migrations>, after openings: [ShopPlace.Opening] = [],
    _ body: ([ShopPlace.Opening]) async throws -> Void
) async throws {
    guard let next = rest.first else { return try await body(openings) }
    try await DatabaseEngine.standard.withReopenableDatabase(next) { opening in
        try await withOpenings(rest.dropFirst(), after: openings + [opening], body)
    }
}

/// Gives a folder for the files of a shop, which is gone afterwards.
func withShopFolder(_ loops: Int = 2, _ body: (String, EventLoopGroup) async throws -> Void) async throws {
    try await withEventLoops(loops) { loops in
        let folder = FileManager.default.temporaryDirectory.path + "/souk-whole-\(UUID())"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder, loops)
    }
}
