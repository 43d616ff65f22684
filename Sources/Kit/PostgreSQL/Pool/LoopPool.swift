import EventLoops
import SQL

/// The connections of one loop: those that share reads, those for writes, those for slow reads.
///
/// It is touched on its loop only, which is why it may call itself `Sendable`.
final class LoopPool: @unchecked Sendable {
    let loop: EventLoop
    let reads: Lane
    let writes: Lane
    let slow: Lane
    let attempts: Int
    private var lanes: [Lane] { [reads, writes, slow] }
    private var hook: BeforeSleepHook?
    private var timer: LoopTimer?
    private var closing: LoopTimer?
    private var isWatchful = false
    private let onGone: @Sendable () -> Void
    private(set) var isClosed = false

    private static let watchfulMilliseconds: UInt64 = 100
    private static let quietMilliseconds: UInt64 = 10_000

    /// - Parameter onGone: called once, when no connection is left after `close` or the loop has ended.
    init(
        on loop: EventLoop, reads: Lane.Settings, writes: Lane.Settings, slow: Lane.Settings, attempts: Int,
        onGone: @escaping @Sendable () -> Void
    ) {
        self.loop = loop
        self.reads = Lane(on: loop, reads)
        self.writes = Lane(on: loop, writes)
        self.slow = Lane(on: loop, slow)
        self.attempts = attempts
        self.onGone = onGone
        hook = loop.onBeforeSleep { [unowned self] in
            beforeSleep()
            return false
        }
        timer = loop.makeTimer { [unowned self] in tick() }
    }

    deinit {
        hook?.remove()
        timer?.close()
        closing?.close()
        for lane in lanes { lane.abandon() }
        onGone()
    }

    // MARK: What callers want

    func read(_ query: Query) async -> Outcome {
        var attempt = 0
        while true {
            attempt += 1
            let outcome = await readOnce(query)
            // A read that nothing came of may be asked again, on a connection that lives; not where there is none to be
            // had. When a server ends it may be some connections later that one is found which lives.
            guard case .failure(let failure) = outcome, failure.wasLost, attempt < attempts else { return outcome }
        }
    }

    /// A read without a task; false where no connection is free.
    func read(_ query: Query, lendingTo reader: any LiveRowsReader) -> Bool {
        guard let connection = reads.takeAtOnce() else { return false }
        connection.queue(Call(query, .reader(reader)))
        return true
    }

    private func readOnce(_ query: Query) async -> Outcome {
        switch await reads.take() {
        case .success(let connection): await queue(query, on: connection)
        case .failure(let failure): .failure(failure)
        }
    }

    /// Asks on a connection that was granted. Whoever is cancelled meanwhile is let go: the answer belongs to nobody then.
    private func queue(_ query: Query, on connection: Connection) async -> Outcome {
        let slot = CancellationSlot<Call>()
        return await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                connection.grants -= 1
                let call = Call(query, .task(continuation))
                guard slot.fill(call) else { return call.end(.failure(Failure(SQLError(.cancelled)))) }
                connection.queue(call)
            }
        } onCancel: {
            slot.cancel(on: loop) { $0.end(.failure(Failure(SQLError(.cancelled)))) }
        }
    }

    func readSlowly(_ query: Query, isRepetition: Bool = false) async -> Outcome {
        guard !Task.isCancelled else { return .failure(Failure(SQLError(.cancelled))) }
        switch await slow.take() {
        case .failure(let failure):
            return .failure(failure)
        case .success(let connection):
            let outcome = await run(query, on: connection)
            slow.give(back: connection)
            if case .failure(let failure) = outcome, failure.wasLost, !isRepetition {
                return await readSlowly(query, isRepetition: true)
            }
            return outcome
        }
    }

    /// Runs a statement that the server stops when its caller is cancelled.
    private func run(_ query: Query, on connection: Connection) async -> Outcome {
        let use = connection.uses + 1
        let outcome = await withTaskCancellationHandler {
            await connection.run(query)
        } onCancel: {
            connection.loop.execute { connection.cancel(use: use) }
        }
        guard case .failure(let failure) = outcome, failure.error.code == .timeout, Task.isCancelled else {
            return outcome
        }
        return .failure(Failure(SQLError(.cancelled)))
    }

    /// A statement that commits itself.
    func write(_ query: Query) async -> Outcome {
        var attempt = 0
        while true {
            attempt += 1
            switch await writes.take() {
            case .failure(let failure):
                return .failure(failure)
            case .success(let connection):
                let outcome = await run(query, on: connection)
                writes.give(back: connection)
                guard case .failure(let failure) = outcome else { return outcome }
                switch failure.remedy {
                case .repetition where attempt < attempts:
                    await pause(before: attempt)
                case .untouched where attempt < attempts && failure.wasLost:
                    continue
                case .reconnection, .silence:
                    return .failure(
                        Failure(SQLError(.outcomeUnknown, detail: failure.error.detail, statement: query.text)))
                default:
                    return outcome
                }
            }
        }
    }

    /// Lets whoever won go first; not as long as the others who lost.
    func pause(before attempt: Int) async {
        try? await loop.sleep(for: .milliseconds(Int.random(in: 1...(4 << min(attempt, 5)))))
    }

    // MARK: The loop's rounds

    private func beforeSleep() {
        reads.sendQueued()
        if isClosed { reads.closeUnused() }
        guard !isWatchful, reads.isBusy || writes.isBusy || slow.isBusy else { return }
        isWatchful = true
        timer?.arm(milliseconds: Self.watchfulMilliseconds)
    }

    private func tick() {
        isWatchful = false
        for lane in lanes { lane.tick() }
        if lanes.contains(where: \.isBusy) {
            isWatchful = true
            timer?.arm(milliseconds: Self.watchfulMilliseconds)
        } else if !lanes.allSatisfy(\.isEmpty) {
            timer?.arm(milliseconds: Self.quietMilliseconds)
        }
    }

    // MARK: The end

    /// Refuses who comes now, lets end what is under way, and calls back when all connections are closed.
    /// - Parameter patience: after which nothing is waited for any more.
    func close(patience: Duration, _ done: @escaping @Sendable () -> Void) {
        isClosed = true
        closing = loop.makeTimer { [unowned self] in for lane in lanes { lane.abandon() } }
        closing?.arm(after: patience)
        var left = lanes.count
        for lane in lanes {
            lane.close {
                left -= 1
                if left == 0 { done() }
            }
        }
    }
}
