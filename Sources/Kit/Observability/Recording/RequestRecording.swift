import EventLoops
import Synchronization

/// What is written down while one request is worked on. It is bound to the request's task, so that whatever the request
/// reaches can find it: ``current``.
public final class RequestRecording: Sendable {
    /// A request that does more is as instructive without the rest.
    public static let mostSteps = 200

    /// The recording of the work under way. Bound only where somebody records.
    @TaskLocal public static var bound: RequestRecording?

    /// The recording of the work under way; where nobody records in this process, for the price of looking at a flag.
    public static var current: RequestRecording? {
        isInUse.load(ordering: .relaxed) ? bound : nil
    }

    private struct State {
        var start = ContinuousClock.now
        var caller: String?
        var steps: [RecordedStep] = []
        var omitted = 0
    }

    private let state = Lock(State())

    public init() {
        if !isInUse.load(ordering: .relaxed) { isInUse.store(true, ordering: .relaxed) }
    }

    /// When the request began.
    public var start: ContinuousClock.Instant { state.withLock { $0.start } }

    /// What kind of caller it is, such as a role; never who.
    public var caller: String? { state.withLock { $0.caller } }

    /// What was done, in the order in which it ended.
    public var steps: [RecordedStep] { state.withLock { $0.steps } }

    /// How many steps were not written down.
    public var omittedSteps: Int { state.withLock { $0.omitted } }

    /// Whether nothing was written down.
    var isBlank: Bool { state.withLock { $0.steps.isEmpty && $0.caller == nil } }

    /// Forgets everything: another request begins.
    func begin() {
        let now = ContinuousClock.now
        state.withLock { state in
            state.start = now
            guard state.caller != nil || !state.steps.isEmpty else { return }
            state = State(start: now)
        }
    }

    /// Says what kind of caller it is.
    public func name(caller: String) {
        state.withLock { $0.caller = caller }
    }

    /// Writes down a step that ends now.
    public func note(_ kind: RecordedStep.Kind, since begin: ContinuousClock.Instant, hasFailed: Bool = false) {
        let end = ContinuousClock.now
        state.withLock { state in
            guard state.steps.count < Self.mostSteps else {
                state.omitted += 1
                return
            }
            state.steps.append(
                RecordedStep(kind: kind, offset: begin - state.start, duration: end - begin, hasFailed: hasFailed))
        }
    }

    /// Runs a statement and writes it down.
    public func note<Result, Failure: Error>(
        _ statement: String, rows: (Result) -> Int, _ run: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let begin = ContinuousClock.now
        do throws(Failure) {
            let result = try run()
            note(.query(text: statement, rows: rows(result)), since: begin)
            return result
        } catch {
            note(.query(text: statement, rows: 0), since: begin, hasFailed: true)
            throw error
        }
    }
}

/// Whether anybody has recorded anything in this process.
private let isInUse = Atomic<Bool>(false)
