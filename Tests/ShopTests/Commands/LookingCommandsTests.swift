import EventLoops
import FoundationEssentials
import SQL
import SQLite
import ServiceKit
import Testing

@testable import souk

@Suite("Commands that look at a shop")
struct LookingCommandsTests {
    private static let commands: [any Command.Type] = [CheckCommand.self, DeadLettersCommand.self]

    @Test("Where there is no shop they say so, and make nothing")
    func noShop() async throws {
        for command in Self.commands {
            try await withShopFolder { folder, loops in
                let error = await #expect(throws: NoShop.self) { try await Self.run(command, in: folder, on: loops) }
                #expect(error?.description.contains("there is no shop") == true)
                let files = try FileManager.default.contentsOfDirectory(atPath: folder)
                #expect(files == [])
            }
        }
    }

    @Test("A shop of an older version is left as it is, and they name the command that brings it up to date")
    func olderShop() async throws {
        for command in Self.commands {
            try await withShopFolder { folder, loops in
                try await Self.makeShop(in: folder)
                try await Self.run(command, in: folder, on: loops)
                let database = try SQLiteDatabase(path: folder + "/orders.sqlite")
                try await database.execute(
                    "delete from souk_migrations where name = (select max(name) from souk_migrations)")
                await database.close()
                let error = await #expect(throws: OtherVersion.self) {
                    try await Self.run(command, in: folder, on: loops)
                }
                #expect(error?.service == "orders")
                #expect(error?.description.contains("souk migrate") == true)
            }
        }
    }

    @Test("While the shop's files are taken away, they do not look")
    func takenAway() async throws {
        for command in Self.commands {
            try await withShopFolder { folder, loops in
                try await Self.makeShop(in: folder)
                let taker = try VisitLock(folder, .alone)
                defer { taker.release() }
                await #expect(throws: VisitLock.Refused.self) { try await Self.run(command, in: folder, on: loops) }
            }
        }
    }

    private static func configuration(_ folder: String, _ options: [any SettingDeclaration] = []) throws
        -> Configuration
    {
        try Configuration(table: Settings.all + options, environment: ["DATA_DIR": folder])
    }

    private static func makeShop(in folder: String) async throws {
        let opened = try OpenedShop(try configuration(folder))
        _ = try await opened.shop.migrate()
        await opened.shop.close()
    }

    private static func run(
        _ command: any Command.Type, in folder: String, on loops: EventLoopGroup
    ) async throws {
        try await command.init(try configuration(folder, command.options), operands: []).run(on: loops)
    }
}
