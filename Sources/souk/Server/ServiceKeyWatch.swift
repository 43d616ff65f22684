import EventLoops
import Glibc
import Observability
import ServiceKit

/// Puts keys of services in force that somebody has laid down while the process runs.
struct ServiceKeyWatch: Service {
    let keys: ServiceKeys
    var interval: Duration = .seconds(2)

    var name: String { "service key watch" }

    func run() async throws {
        // At first in any case: they may have changed since they were read.
        var seen: [FileMark] = []
        while !Task.isCancelled {
            try await Sleep.for(interval)
            let now = keys.paths.map(FileMark.init)
            guard now != seen else { continue }
            seen = now
            do {
                try keys.reload()
            } catch {
                // Said once for each change: whoever is in the middle of it will change it again.
                Logger.current.error("the keys of services cannot be read; those before go on", error: error)
            }
        }
    }
}

/// What tells one state of a file from another without reading it.
private struct FileMark: Equatable {
    private let inode: UInt
    private let size: Int
    private let seconds: Int
    private let nanoseconds: Int

    init(_ path: String) {
        var facts = stat()
        let isThere = stat(path, &facts) == 0
        inode = isThere ? UInt(facts.st_ino) : 0
        size = isThere ? Int(facts.st_size) : -1
        seconds = Int(facts.st_mtim.tv_sec)
        nanoseconds = Int(facts.st_mtim.tv_nsec)
    }
}
