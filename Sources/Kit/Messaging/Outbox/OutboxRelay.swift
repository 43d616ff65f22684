import EventLoops
import FoundationEssentials
public import Observability
public import SQL
import Values

/// Sends what lies in an outbox.
///
/// It claims events for the time of a lease, hands them to the broker, and writes down what became of them. Several
/// relays may work on one outbox: within the lease an event belongs to one of them. A crash at any point leads to an
/// event being sent again, never to its loss.
public final class OutboxRelay: Sendable {
    /// What became of the events of one round.
    public struct Round: Sendable, Hashable {
        public var claimed = 0
        public var sent = 0
        /// Failed or postponed, to be tried again.
        public var deferred = 0
        /// Failed for the last time.
        public var dead = 0
        /// Found no broker: they lie as they lay before.
        public var kept = 0

        public init(claimed: Int = 0, sent: Int = 0, deferred: Int = 0, dead: Int = 0, kept: Int = 0) {
            (self.claimed, self.sent, self.deferred, self.dead, self.kept) = (claimed, sent, deferred, dead, kept)
        }
    }

    private enum Outcome: Sendable {
        case sent
        case failed(String)
        /// Something is away that a consumer needs: it is tried again later, and keeps its attempts.
        case postponed(String)
        /// The broker takes nothing for now: the event keeps its place and its attempts.
        case kept(String)
        /// Its lease is over, or the relay has to stop: whoever claims it next will send it, and it keeps its attempts.
        case abandoned
    }

    private let outbox: Outbox
    private let database: any Database
    private let broker: any Broker
    private let settings: RelaySettings
    private let logger: Logger
    private let metrics: RelayMetrics
    private let life = Lock(Life())
    private let brokerIsAway = Lock(false)

    private struct Life {
        var isStopping = false
        var isRunning = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    public init(
        _ outbox: Outbox, in database: any Database, to broker: any Broker,
        settings: RelaySettings = RelaySettings(), logger: Logger = Logger(label: "outbox"),
        metrics: MetricsRegistry = .process
    ) {
        self.outbox = outbox
        self.database = database
        self.broker = broker
        self.settings = settings
        var logger = logger
        logger[metadataKey: "outbox.source"] = "\(outbox.source)"
        self.logger = logger
        self.metrics = RelayMetrics(source: outbox.source, in: metrics)
    }

    /// Sends until the task is cancelled or `stop` is called.
    ///
    /// The outbox wakes it; by itself it looks once a second, for what failed and for what other processes have left.
    public func run() async {
        life.withLock { $0.isRunning = true }
        var nextHousekeeping = outbox.clock.now()
        var nextStatus = nextHousekeeping
        while !Task.isCancelled && !life.withLock({ $0.isStopping }) {
            // Neither may keep events from being sent.
            if outbox.clock.now() >= nextHousekeeping {
                let isDone = await loggingFailure(as: "a relay's housekeeping failed") { try await keepHouse() } ?? true
                nextHousekeeping = outbox.clock.now() + (isDone ? .seconds(60) : .zero)
            }
            if outbox.clock.now() >= nextStatus {
                await loggingFailure(as: "the state of an outbox is not known") {
                    metrics.show(try await OutboxStatus(of: database), at: outbox.clock.now())
                }
                nextStatus = outbox.clock.now() + .seconds(10)
            }
            do {
                let round = try await runOnce()
                // Without a broker the next round would fare no better.
                if round.claimed == settings.batch, round.kept == 0 { continue }
            } catch let error where error.saysCancelled {
                break
            } catch {
                logger.error("a round of the relay failed", error: error)
            }
            await outbox.wakeUp.wait(upTo: settings.pollInterval)
        }
        let waiting = life.withLock { life in
            life.isRunning = false
            return life.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Nil, and a line in the log, where it fails.
    @discardableResult
    private func loggingFailure<Result: Sendable>(
        as complaint: StaticString, _ work: () async throws -> Result
    ) async -> Result? {
        do { return try await work() } catch {
            if !error.saysCancelled { logger.error(complaint, error: error) }
            return nil
        }
    }

    /// Ends `run` after the round that is under way, and waits for that.
    public func stop() async {
        await withCheckedContinuation { continuation in
            let isRunning = life.withLock { life in
                life.isStopping = true
                if life.isRunning { life.waiting.append(continuation) }
                return life.isRunning
            }
            outbox.wakeUp.raise()
            if !isRunning { continuation.resume() }
        }
    }

    /// One round: claims, sends, writes down.
    @discardableResult
    public func runOnce() async throws -> Round {
        let (events, unreadable, leaseEnd, claim) = try await claimEvents()
        guard !events.isEmpty || unreadable > 0 else { return Round() }
        try FailPoints.crash(at: "outbox.after_claim")
        let outcomes = await send(events, until: leaseEnd)
        try FailPoints.crash(at: "outbox.after_publish")
        var round = try await settle(events, outcomes, claim: claim)
        round.claimed += unreadable
        round.dead += unreadable
        metrics.count(round)
        return round
    }

    /// Deletes what was sent or received long ago, a bounded number at a time.
    /// - Returns: whether nothing of it is left.
    @discardableResult
    public func keepHouse() async throws -> Bool {
        let limit = settings.housekeepingBatch
        let now = outbox.clock.now()
        let (sentBefore, receivedBefore) = (now - settings.retention, now - settings.memory)
        // What another relay deletes at this moment is left to it.
        let passing = database.dialect.forUpdateSkipLocked
        let sent = try await database.execute(
            """
            delete from souk_outbox where id in (
                select id from souk_outbox where status = 'sent' and settled_at < \(sentBefore) limit \(limit)\(passing)
            )
            """)
        let received = try await database.execute(
            """
            delete from souk_inbox where (consumer, event_id) in (
                select consumer, event_id from souk_inbox
                where received_at < \(receivedBefore) limit \(limit)\(passing)
            )
            """)
        return max(sent.rowsChanged, received.rowsChanged) < limit
    }

    // MARK: The steps of a round

    private func claimEvents() async throws
        -> (events: [OutboxRow], unreadable: Int, leaseEnd: Timestamp, claim: UUID)
    {
        let now = outbox.clock.now()
        let leaseEnd = now + settings.lease
        let claim = UUID.version7(at: now)
        // A look costs far less than a transaction that finds nothing.
        let waiting = try await database.first(
            "select 1 from souk_outbox where status = 'pending' and available_at <= \(now) limit 1")
        guard waiting != nil else { return ([], 0, leaseEnd, claim) }
        let claimed = try await database.execute(
            """
            update souk_outbox
            set claimed_by = \(claim), available_at = \(leaseEnd), attempts = attempts + 1
            where id in (
                select id from souk_outbox where status = 'pending' and available_at <= \(now)
                order by available_at, id limit \(settings.batch)\(database.dialect.forUpdateSkipLocked)
            )
            returning \(fragment: OutboxRow.columns)
            """)
        var events: [OutboxRow] = []
        for row in claimed.rows {
            do { events.append(try OutboxRow(row)) } catch { try await giveUp(row, error, claim: claim) }
        }
        return (events.sorted { $0.id < $1.id }, claimed.rows.count - events.count, leaseEnd, claim)
    }

    /// Makes a dead letter of an event that cannot be read: it must not hold up all others for ever.
    private func giveUp(_ row: Row, _ error: any Error, claim: UUID) async throws {
        let id: Int64 = try row.get("id")
        let reason = String("unreadable: \(error)".prefix(500))
        logger.error(
            "an event in the outbox cannot be read",
            metadata: ["outbox.id": LogValue(Int(id)), "event.dead": .boolean(true), "error.message": "\(reason)"])
        try await database.execute(
            """
            update souk_outbox set status = 'dead', claimed_by = null, settled_at = \(outbox.clock.now()),
                last_error = \(reason)
            where id = \(id) and claimed_by = \(claim)
            """)
    }

    /// Events about one subject one after the other, those about different ones side by side.
    private func send(_ events: [OutboxRow], until leaseEnd: Timestamp) async -> [Int64: Outcome] {
        let lanes = Dictionary(grouping: events, by: \.envelope.subject)
        return await withTaskGroup(of: [(Int64, Outcome)].self) { group in
            for lane in lanes.values {
                group.addTask {
                    var outcomes: [(Int64, Outcome)] = []
                    for event in lane {
                        // What follows an event that found no broker must not overtake it.
                        if case .kept = outcomes.last?.1 {
                            outcomes.append((event.id, .kept("")))
                        } else {
                            outcomes.append((event.id, await self.send(event, until: leaseEnd)))
                        }
                    }
                    return outcomes
                }
            }
            return await group.reduce(into: [:]) { all, lane in
                for (id, outcome) in lane { all[id] = outcome }
            }
        }
    }

    private func send(_ event: OutboxRow, until leaseEnd: Timestamp) async -> Outcome {
        guard outbox.clock.now() < leaseEnd, !Task.isCancelled else { return .abandoned }
        guard event.attempts <= settings.attempts else {
            return .failed("given up: each attempt ended with the process")
        }
        do {
            try await Deadline.run(within: settings.deadline) { [broker] in
                try await broker.publish(event.envelope)
            }
            return .sent
        } catch let error as any BrokerError where error.concernsAll {
            return .kept("\(error)")
        } catch {
            if Task.isCancelled { return .abandoned }
            let reason = String("\(error)".prefix(500))
            return error.saysNotNow ? .postponed(reason) : .failed(reason)
        }
    }

    /// Logs once that the broker is away, and once that it is back.
    private func noteBroker(_ outcomes: some Collection<Outcome>) {
        let reasons = outcomes.compactMap { outcome -> String? in
            if case .kept(let reason) = outcome, !reason.isEmpty { return reason }
            return nil
        }
        let hasTaken = outcomes.contains { if case .sent = $0 { true } else { false } }
        // Neither says anything of it: what was abandoned, and what a handler refused.
        guard hasTaken || !reasons.isEmpty else { return }
        let isAway = !reasons.isEmpty
        let changed = brokerIsAway.withLock { wasAway in
            defer { wasAway = isAway }
            return wasAway != isAway
        }
        guard changed else { return }
        if let reason = reasons.first {
            logger.warning("events wait, as the broker takes none", metadata: ["error.message": "\(reason)"])
        } else {
            logger.notice("the broker takes events again")
        }
    }

    private func settle(_ events: [OutboxRow], _ outcomes: [Int64: Outcome], claim: UUID) async throws -> Round {
        let now = outbox.clock.now()
        noteBroker(outcomes.values)
        let settings = settings
        for event in events {
            let (reason, isDead): (String, Bool)
            switch outcomes[event.id] ?? .abandoned {
            case .failed(let why): (reason, isDead) = (why, event.attempts >= settings.attempts)
            case .postponed(let why): (reason, isDead) = (why, false)
            case .sent, .kept, .abandoned: continue
            }
            logger.log(
                isDead ? .error : .warning, "an event could not be delivered",
                metadata: [
                    "event.id": "\(event.envelope.id)", "event.type": "\(event.envelope.type)",
                    "event.attempts": LogValue(event.attempts), "event.dead": .boolean(isDead),
                    "error.message": "\(reason)",
                ])
        }
        return try await database.transaction { [self] transaction in
            var round = Round(claimed: events.count)
            var sent: [Int64] = []
            var givenBack: [Int64] = []
            for event in events {
                switch outcomes[event.id] ?? .abandoned {
                case .abandoned: givenBack.append(event.id)
                case .sent: sent.append(event.id)
                case .kept:
                    givenBack.append(event.id)
                    round.kept += 1
                case .failed(let reason):
                    let isDead = event.attempts >= settings.attempts
                    let availableAt = now + settings.backOff.pause(afterFailures: event.attempts)
                    try await transaction.execute(
                        """
                        update souk_outbox set status = \(isDead ? "dead" : "pending"), available_at = \(availableAt),
                            claimed_by = null, settled_at = \(now), last_error = \(reason)
                        where id = \(event.id) and claimed_by = \(claim)
                        """)
                    if isDead { round.dead += 1 } else { round.deferred += 1 }
                case .postponed(let reason):
                    let availableAt = now + pause(of: event, at: now)
                    try await transaction.execute(
                        """
                        update souk_outbox set available_at = \(availableAt), attempts = attempts - 1,
                            claimed_by = null, settled_at = \(now), last_error = \(reason)
                        where id = \(event.id) and claimed_by = \(claim)
                        """)
                    round.deferred += 1
                }
            }
            // Whoever holds the claim by now: it has been delivered.
            if !sent.isEmpty {
                try await transaction.execute(
                    """
                    update souk_outbox set status = 'sent', settled_at = \(now), claimed_by = null, last_error = null
                    where id in \(list: sent) and status = 'pending'
                    """)
            }
            round.sent = sent.count
            if !givenBack.isEmpty {
                // Back to where they stood when they happened, so that the order is what it was.
                try await transaction.execute(
                    """
                    update souk_outbox set available_at = occurred_at, attempts = attempts - 1, claimed_by = null
                    where id in \(list: givenBack) and claimed_by = \(claim)
                    """)
            }
            return round
        }
    }

    /// An event that keeps its attempts rests about as long again as it has waited so far: so its pauses double as well.
    private func pause(of event: OutboxRow, at now: Timestamp) -> Duration {
        let longest = settings.backOff.pause(afterFailures: .max)
        let shortest = settings.backOff.pause(afterFailures: 1)
        return max(shortest, min(now - event.envelope.time, longest))
    }
}
