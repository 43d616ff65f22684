import FoundationEssentials
import Glibc
import Synchronization

/// Named places at which a test may kill the process, or the work, to see that what was begun is finished later.
///
///     try FailPoints.crash(at: "orders.after_pending")
///
/// Nothing happens unless `SOUK_FAIL_POINT` names the place (`name`, or `name:3` for the third time that it is
/// reached): then the process ends as by `kill -9`. A test in the same process injects a closure that throws.
public struct FailPoints: Sendable {
    /// What a test puts in the process's place.
    @TaskLocal public static var injected: FailPoints?

    private let reach: @Sendable (String) throws -> Void

    /// - Parameter reach: called with the name of each place; throws to end the work there.
    public init(_ reach: @escaping @Sendable (String) throws -> Void) {
        self.reach = reach
    }

    /// Ends the work at one place, from its first time on.
    public static func throwing(at place: String) -> FailPoints {
        FailPoints { if $0 == place { throw SimulatedCrash(place: place) } }
    }

    /// Passes a place; does not return if the environment says so.
    public static func crash(at place: StaticString) throws {
        if let injected {
            try injected.reach(place.description)
        } else if let armed {
            armed.reach(place.description)
        }
    }

    private static let armed = ArmedFailPoint(ProcessInfo.processInfo.environment["SOUK_FAIL_POINT"])
}

/// The work ended at a fail point; only tests see it.
public struct SimulatedCrash: Error, Hashable {
    public let place: String

    public init(place: String) {
        self.place = place
    }
}

/// The place that the environment names, and how many times it may still be passed.
private final class ArmedFailPoint: Sendable {
    private let place: String
    private let remaining: Atomic<Int>

    init?(_ setting: String?) {
        guard let parts = setting?.split(separator: ":", maxSplits: 1), let name = parts.first else { return nil }
        place = String(name)
        remaining = Atomic(parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
    }

    func reach(_ name: String) {
        guard name == place, remaining.subtract(1, ordering: .relaxed).newValue <= 0 else { return }
        // As by `kill -9`: no handler runs, nothing is flushed.
        _exit(137)
    }
}
