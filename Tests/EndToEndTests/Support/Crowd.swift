import EventLoops
import Glibc
import TestSupport

/// Clients that keep a connection each, ask in turn at a steady pace, and note what comes back. All of them live on one
/// thread, which waits for their sockets together.
struct Crowd: Sendable {
    let port: UInt16
    let size: Int
    /// Between two requests of one client.
    let interval: Duration
    /// What the nth request asks for.
    let path: @Sendable (Int) -> String

    /// What a crowd has seen.
    struct Report: Sendable {
        var statuses: [Int: Int] = [:]
        var milliseconds: [Double] = []
        /// Connections that were closed while nothing was asked.
        var closedBetween = 0
        /// Requests on which the connection ended before a byte of the answer had come.
        var unanswered: [String] = []
        /// Answers that broke off.
        var cut: [String] = []
        /// Clients who found nobody listening.
        var turnedAway = 0

        var answered: Int { milliseconds.count }

        func percentile(_ part: Double) -> Double {
            guard !milliseconds.isEmpty else { return .infinity }
            return milliseconds.sorted()[min(milliseconds.count - 1, Int(Double(milliseconds.count) * part))]
        }
    }

    private static let threads = try? BlockingPool(name: "crowd", threads: 4, queueLimit: 100)

    struct NoThread: Error {}

    /// Goes on until `enough` says so, or everybody was turned away.
    func run(until enough: @escaping @Sendable (Report) -> Bool) async throws -> Report {
        guard let threads = Self.threads else { throw NoThread() }
        return try await threads.run {
            var visit = CrowdVisit(self)
            return visit.run(until: enough)
        }
    }
}
