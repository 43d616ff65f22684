import JSON
import Values

/// What a backup says of itself, in its `manifest.json`: by this it is recognised, and known to be whole.
struct BackupManifest: Codable, Sendable {
    struct File: Codable, Sendable {
        let name: String
        let bytes: Int
        /// In hexadecimal digits.
        let sha256: String
    }

    /// The migrations that a database has had.
    struct Schema: Codable, Sendable {
        let service: String
        let migrations: [String]
    }

    static let fileName = "manifest.json"
    /// Of the files' arrangement; a newer one is not understood.
    static let currentFormat = 1

    let format: Int
    /// Of the program that made it.
    let version: String
    /// The moment at which the shop was as the backup has it.
    let takenAt: Timestamp
    let schemas: [Schema]
    let files: [File]
}
