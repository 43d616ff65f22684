import EventLoops
import FoundationEssentials
import ServiceKit

struct ClearCommand: Command {
    static let name = "clear"
    static let summary = "delete everything that the shop has stored; keys stay"
    static let yes = Setting<Bool>.yesOrNo("YES", "really do it", scope: .commandLine)
    static let options: [any SettingDeclaration] = [yes]

    private let configuration: Configuration

    init(_ configuration: Configuration, operands: [String]) throws {
        guard try configuration.read(Self.yes) else {
            throw UsageError("clear deletes users, products and orders for good; say souk clear --yes")
        }
        self.configuration = configuration
    }

    func run(on loops: EventLoopGroup) async throws {
        let data = try DataDirectory(try configuration.read(Settings.dataDirectory))
        var removed = 0
        for service in Settings.storingServices {
            let path = try ShopDatabases.path(of: service, configuration, folder: data.path)
            for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
                try FileManager.default.removeItem(atPath: path + suffix)
                removed += suffix.isEmpty ? 1 : 0
            }
        }
        // The credentials belonged to accounts that are gone.
        if data.contains("credentials") { try FileManager.default.removeItem(atPath: data.file("credentials")) }
        Console.line(removed == 0 ? "there was nothing to delete" : "\(removed) databases deleted")
    }
}
