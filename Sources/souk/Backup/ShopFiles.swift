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

    init(_ configuration: Configuration) throws {
        let folder = try configuration.read(Settings.dataDirectory)
        databases = try Settings.storingServices.map { service in
            File(
                name: "\(service).sqlite",
                path: try ShopDatabases.path(of: service, configuration, folder: folder))
        }
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
