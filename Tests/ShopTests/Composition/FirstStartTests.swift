import FoundationEssentials
import HTTP
import ServiceKit
import TestSupport
import Testing
import Values

@testable import souk

@Suite("The first start makes an admin", .enabled(if: PostgreSQLTestServer.isUnderTest))
struct FirstStartTests {
    private func open(_ folder: String, _ server: ServerDatabases) throws -> OpenedShop {
        var settings = server.settings
        settings["DATA_DIR"] = folder
        settings["LOG_DIR"] = "none"
        return try OpenedShop(Configuration(withFaults: Settings.all, environment: settings))
    }

    /// Whether somebody can log in with what lies in the folder; nil where nothing does.
    private func opensDoor(_ folder: String, _ opened: OpenedShop) async throws -> Bool? {
        let credentials = try Credentials(contentsOf: folder + "/credentials")
        guard let name = credentials["admin_username"], let password = credentials["admin_password"] else { return nil }
        let accounts = try #require(opened.shop.hosts.first { $0.name == "accounts" })
        let body = #"{"username": "\#(name.reveal())", "password": "\#(password.reveal())"}"#
        let answer = try await accounts.ask(
            .post, "/api/v1/token/", fields: [.contentType: "application/json"], body: .bytes(Array(body.utf8)))
        return answer.status == .ok
    }

    @Test(
        "of several instances at once, which share a folder or have one each: whatever password is kept is the right one"
    )
    func several() async throws {
        try await withShopFolder { folder, _ in
            for isShared in [true, false] {
                try await ServerDatabases.use { server in
                    let folders = (0..<4).map { "\(folder)/\(isShared)-\(isShared ? 0 : $0)" }
                    let shops = try folders.map { try open($0, server) }
                    _ = try await shops[0].shop.migrate()
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for shop in shops { group.addTask { try await shop.ensureSuperuser() } }
                        try await group.waitForAll()
                    }
                    var doors: [Bool?] = []
                    for folder in Set(folders) { doors.append(try await opensDoor(folder, shops[0])) }
                    #expect(doors.filter { $0 != nil } == [true])
                    for shop in shops { await shop.shop.close() }
                }
            }
        }
    }
}
