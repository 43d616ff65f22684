import ServiceKit

/// The files that make up a shop: what they are called in a backup, and where the configuration has them.
struct ShopFiles: Sendable {
    struct File: Sendable {
        /// In a backup, from its folder on.
        let name: String
        /// In the shop.
        let path: String
    }

    /// One of each service, in the order in which services are listed.
    let databases: [File]
    /// Keys and generated passwords. Not every shop has all of them.
    let secrets: [File]

    var all: [File] { databases + secrets }

    /// - Throws: ``OnServers`` for a shop that keeps data elsewhere than in files.
    init(_ configuration: Configuration) throws {
        let folder = try configuration.read(Settings.dataDirectory)
        let files = try ShopDatabases.files(configuration, folder: folder)
        guard files.count == Settings.storingServices.count else {
            let inFiles = Set(files.map(\.service))
            throw OnServers(services: Settings.storingServices.filter { !inFiles.contains($0) })
        }
        databases = files.map { File(name: "\($0.service).sqlite", path: $0.path) }
        let signing = try SigningKeyFile(configuration)
        secrets = [
            File(name: "keys/signing.pem", path: signing.path),
            File(name: "keys/signing.previous.pem", path: signing.previousPath),
            File(name: "keys/service.pem", path: try ShopKeys.serviceKeyPath(configuration, folder: folder)),
            File(name: "keys/sealing.key", path: try ShopKeys.sealingKeyPath(configuration, folder: folder)),
            File(name: "credentials", path: "\(folder)/credentials"),
        ]
    }
}

/// Not all of the shop is in files: a copy of those that are would not be one of the shop.
struct OnServers: Error, CustomStringConvertible {
    let services: [String]

    var description: String {
        "\(services.joined(separator: ", ")) \(services.count == 1 ? "has its database" : "have their databases") on a "
            + "server: pg_dump copies them, pg_restore brings them back; souk copy makes files of them"
    }
}
