import EventLoops
public import Messaging
import Observability

/// A service that looks now and then for what is due: work that a crash left half done, rows that have expired.
///
/// What one sweep does not get done, the next one finds. So an error ends the sweep and is logged, and nothing more.
public protocol Sweeper: Service {
    /// How many pieces of work one sweep takes up at the most.
    static var batch: Int { get }

    /// How long to rest when there was little to do.
    var interval: Duration { get }

    /// Ends a rest early; nil if nothing does.
    var bell: WakeUp? { get }

    /// Takes up what is due.
    /// - Returns: how many pieces of work that was. A full batch means that there is more.
    func sweepOnce() async throws -> Int
}

extension Sweeper {
    public var bell: WakeUp? { nil }

    public func run() async throws {
        while !Task.isCancelled {
            do {
                while try await sweepOnce() >= Self.batch { try Task.checkCancellation() }
            } catch let error where error.saysCancelled {
                return
            } catch {
                Logger.current.error("a sweep failed", error: error, metadata: ["worker": .string(name)])
            }
            if let bell {
                await bell.wait(upTo: interval)
            } else {
                try await Sleep.for(interval)
            }
        }
    }
}
