import EventLoops
import FoundationEssentials
import HTTP
import HTTPClient
import Synchronization
import TestSupport

/// A folder of its own with everything that a shop leaves behind, ports to serve on, and the processes that a test
/// starts there, which all end with it.
final class ShopPlace: Sendable {
    let folder: String
    let ports: Ports
    let loops: EventLoopGroup
    let http: HTTPClient
    /// Nil where everything is embedded.
    let space: ServerSpace?
    private let processes = Lock<[ChildProcess]>([])
    private let runs = Atomic<Int>(0)
    private let isKept = Atomic<Bool>(false)

    private init(folder: String, space: ServerSpace?, loops: EventLoopGroup, http: HTTPClient) {
        self.folder = folder
        self.space = space
        self.loops = loops
        self.http = http
        ports = Ports.chosen()
    }

    /// A shop as somebody has left it: its folder, and what it has on servers.
    struct Remains: Sendable {
        let folder: String
        let space: ServerSpace?
    }

    /// - Parameters:
    ///   - original: what the place begins with.
    ///   - isEmbedded: whether the shop is embedded whatever the column, as the test is about its files.
    static func use<Result: Sendable>(
        copying original: Remains? = nil, isEmbedded: Bool = false, _ body: (ShopPlace) async throws -> Result
    ) async throws -> Result {
        try await Slots.use {
            try await withEventLoops { loops in
                let folder = try emptyFolder()
                if let original {
                    try FileManager.default.copyItem(atPath: original.folder + "/data", toPath: folder + "/data")
                }
                let http = HTTPClient(loops: loops)
                let hasServers = ServerSpace.isUnderTest && !isEmbedded
                let space = hasServers ? try await ServerSpace.make(copying: original?.space, http) : nil
                let place = ShopPlace(folder: folder, space: space, loops: loops, http: http)
                do {
                    let result = try await body(place)
                    await place.leave()
                    return result
                } catch {
                    await place.leave()
                    throw error
                }
            }
        }
    }

    static func emptyFolder() throws -> String {
        let path = "\(FileManager.default.temporaryDirectory.path)/souk-\(UUID().uuidString.prefix(13))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    var dataFolder: String { folder + "/data" }
    var logFolder: String { folder + "/logs" }
    var url: String { "http://127.0.0.1:\(ports["gateway"])" }

    func url(of service: String) -> String { "http://127.0.0.1:\(ports[service])" }

    /// Starts `souk` with a command line.
    /// - Parameter settings: variables besides those of the place.
    func start(_ arguments: String..., settings: [String: String] = [:]) throws -> ChildProcess {
        try start(arguments, settings: settings)
    }

    func start(_ arguments: [String], settings: [String: String] = [:]) throws -> ChildProcess {
        try start(try SoukBinary.path(), arguments, settings: settings)
    }

    /// Starts it where the system grants only so many open files.
    func start(limitingDescriptorsTo count: Int, _ command: String) throws -> ChildProcess {
        let script = "ulimit -n \(count) && exec \"$0\" \"$@\""
        return try start("/bin/sh", ["-c", script, try SoukBinary.path(), command], settings: [:])
    }

    private func start(
        _ program: String, _ arguments: [String], settings: [String: String]
    ) throws -> ChildProcess {
        let run = runs.add(1, ordering: .relaxed).newValue
        var environment = ports.environment
        environment["PATH"] = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        // What a sanitizer that the tests run under is told, the shop's own is told as well.
        for name in ["ASAN_OPTIONS", "TSAN_OPTIONS", "SWIFT_BACKTRACE"] {
            environment[name] = ProcessInfo.processInfo.environment[name]
        }
        environment["DATA_DIR"] = dataFolder
        environment["LOG_DIR"] = logFolder
        environment["PEER_SECONDS"] = "\(min(8, 2 * Patience.factor))"
        environment.merge(space?.settings ?? [:]) { $1 }
        environment.merge(settings) { $1 }
        let process = try ChildProcess(
            program, arguments, environment: environment, in: folder,
            output: "\(folder)/output.\(run).txt")
        processes.withLock { $0.append(process) }
        return process
    }

    /// Starts the shop and waits until it is ready.
    func open(settings: [String: String] = [:]) async throws -> ChildProcess {
        let process = try start("up", settings: settings)
        try await untilReady(process)
        return process
    }

    struct NeverReady: Error {
        let ending: ChildProcess.Ending?
        let output: String
    }

    func untilReady(_ process: ChildProcess) async throws {
        let limit = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < limit, process.endingSoFar() == nil {
            let answer = try? await http.execute(HTTPClientRequest(.get, url + "/readyz"), deadline: .seconds(5))
            if answer?.status == .ok { return }
            try await Sleep.for(.milliseconds(25))
        }
        throw NeverReady(ending: process.endingSoFar(), output: process.output)
    }

    /// Leaves what the shop has on servers to others.
    func keepSpace() -> ServerSpace? {
        isKept.store(true, ordering: .relaxed)
        return space
    }

    private func leave() async {
        for process in processes.withLock({ $0 }) { await process.killAndWait() }
        if !isKept.load(ordering: .relaxed) { await space?.remove(http) }
        await http.shutdown()
        try? FileManager.default.removeItem(atPath: folder)
    }
}
