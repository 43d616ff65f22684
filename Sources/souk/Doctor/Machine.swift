import FoundationEssentials
import Glibc
import HTTPClient
import HTTPServer
import OpenAPI
import SQLite

/// What the doctor asks the machine for. Tests answer in its place.
struct Machine: Sendable {
    /// How many files and connections a process may have open: souk raises its limit as far as it may.
    var openFiles: @Sendable () -> Int
    /// Bytes that are free where a path lies; nil where nobody can say.
    var freeBytes: @Sendable (_ path: String) -> Int?
    /// The kind of file system where a path lies, as `ext4` or `nfs4`.
    var fileSystem: @Sendable (_ path: String) -> String?
    /// Why nobody could listen on a port now; nil if it is free.
    var obstacle: @Sendable (_ address: String, _ port: Int) -> HTTPServerError?
    /// Who listens on a port, if that can be seen.
    var listener: @Sendable (_ port: Int) -> String?
    /// The libraries that are loaded, with their versions.
    var libraries: @Sendable () -> [(name: String, version: String)]
    /// Whether the files of the API pages were compiled in.
    var hasPages: @Sendable () -> Bool

    static let this = Machine(
        openFiles: {
            var limit = rlimit()
            guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return .max }
            return Int(clamping: limit.rlim_max)
        },
        freeBytes: { path in
            var facts = statvfs()
            guard statvfs(path, &facts) == 0 else { return nil }
            return Int(clamping: facts.f_bavail).multipliedReportingOverflow(by: Int(facts.f_frsize)).partialValue
        },
        fileSystem: { path in
            let mounts = try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8)
            return mounts.flatMap { MountTable($0).kind(of: path) }
        },
        obstacle: { address, port in HTTPServer.obstacle(address: address, port: UInt16(clamping: port)) },
        listener: { port in PortHolder.name(of: port) },
        libraries: {
            [
                ("SQLite", SQLiteInspection.libraryVersion), ("libmicrohttpd", HTTPServer.libraryVersion),
                ("libcurl", HTTPClient.libraryVersion),
            ]
        },
        hasPages: { DocumentationRoutes.areViewersComplete })
}
