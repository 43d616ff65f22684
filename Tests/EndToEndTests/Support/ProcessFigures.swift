import EventLoops
import FoundationEssentials
import Glibc
import Testing

/// What the kernel says about a running process.
struct ProcessFigures: Sendable {
    let pid: pid_t

    /// Memory of its own, without the pages of its program.
    var residentBytes: Int {
        get throws {
            let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
            let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") })
            return try #require(line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }) * 1024
        }
    }

    var descriptors: Int {
        get throws { try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").count }
    }

    /// Waits until it has closed what its clients have left.
    func untilDescriptors(atMost count: Int) async throws {
        for _ in 0..<500 where try descriptors > count { try await Sleep.for(.milliseconds(20)) }
        let left = try descriptors
        #expect(left <= count, "descriptors leak")
    }

    var threads: Int {
        get throws { try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task").count }
    }
}

/// What this process itself may open.
enum OwnDescriptors {
    /// Takes all that the system grants, which has to be enough.
    static func raise(toHold count: Int) throws {
        let kind = Int32(bitPattern: RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        try #require(getrlimit(kind, &limit) == 0)
        limit.rlim_cur = limit.rlim_max
        try #require(setrlimit(kind, &limit) == 0)
        try #require(limit.rlim_max >= rlim_t(count + 500), "ulimit -Hn has to be at least \(count + 500)")
    }
}
