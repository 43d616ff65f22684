import SQL
import ServiceKit

/// Empties databases on servers, where there are no files to remove.
enum ServerClearing {
    /// - Returns: how many databases had anything of Souk's.
    static func run(_ databases: [(service: any ShopService.Type, url: String)]) async throws -> Int {
        var sessions: [(service: any ShopService.Type, session: any DatabaseSession)] = []
        do {
            for (service, url) in databases {
                let session = try await DatabaseAddress.postgresql(url: url).session(named: "souk clear")
                sessions.append((service, session))
                try await Solitude.require(for: session, of: service.name)
            }
            var cleared = 0
            // Nothing goes before it is known that nobody is at work in any of them.
            for (service, session) in sessions {
                let objects = MigratedObjects(of: service.migrations, on: session.dialect)
                if try await objects.remove(from: session) > 0 { cleared += 1 }
                try await CopyMark.remove(from: session)
            }
            for (_, session) in sessions { await session.close() }
            return cleared
        } catch {
            for (_, session) in sessions { await session.close() }
            throw error
        }
    }
}
