import EventLoops
import Messaging
import Observability
import ServiceKit

/// Does some work whenever a bell rings, and now and then unasked.
struct Sweeper: Service {
    let name: String
    let interval: Duration
    let bell: WakeUp
    /// - Returns: whether there may be more to do at once.
    let sweep: @Sendable () async throws -> Bool

    func run() async throws {
        while !Task.isCancelled {
            do {
                while try await sweep() { try Task.checkCancellation() }
            } catch is CancellationError {
                return
            } catch {
                // The next round finds what this one left.
                Logger.current.error("a sweep failed", error: error, metadata: ["worker": .string(name)])
            }
            await bell.wait(upTo: interval)
        }
    }
}
