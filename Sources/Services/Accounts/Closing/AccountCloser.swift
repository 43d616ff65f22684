import Contracts
import EventLoops
import Messaging
import Observability
import SQL
import ServiceKit
import Values

/// Removes the personal data of closed accounts as soon as no order needs it, and has the others forget theirs.
///
/// These are told twice. An access token outlives its account, and where it is used nobody asks accounts: what was
/// ordered with it, or was under way at the first time, is forgotten at the second.
struct AccountCloser: Sweeper {
    static let batch = 20
    private static let lease = Duration.seconds(60)
    private static let longestPause = 60 * 60

    let parts: Parts
    let closures: ClosureStore
    let orders: PeerClient
    /// How long tokens, and what was begun with the last of them, may go on after the first time.
    let aftermath: Duration

    var name: String { "accounts closing" }
    var interval: Duration { .seconds(5) }
    var bell: WakeUp? { closures.bell }

    @discardableResult
    func sweepOnce() async throws -> Int {
        let due = try await closures.claim(limit: Self.batch, lease: Self.lease, in: parts.database)
        for closure in due {
            do {
                try await finish(closure)
            } catch {
                if error.saysCancelled || error is SimulatedCrash { throw error }
                Logger.current.warning(
                    "an account's data could not be removed yet", error: error,
                    metadata: ["user.id": "\(closure.userID)"])
                try await postpone(closure)
            }
        }
        return due.count
    }

    private func finish(_ closure: ClosureStore.Due) async throws {
        let open = try await orders.call(OrdersAPI.openOrders, path: ByCustomer(userID: closure.userID))
        guard open.count == 0 else { return try await postpone(closure) }
        try FailPoints.crash(at: "accounts.before_blank")
        try await parts.database.transaction { transaction in
            let isFirst = try await closures.blank(closure.userID, in: transaction)
            let isLast = try await closures.end(closure.userID, blankFor: aftermath, in: transaction)
            if !isLast { try await closures.returnTo(closure.userID, after: aftermath, in: transaction) }
            if isFirst || isLast {
                try await parts.outbox.append(UserClosed(userID: closure.userID), in: transaction)
            }
        }
    }

    private func postpone(_ closure: ClosureStore.Due) async throws {
        let pause = min(Self.longestPause, 5 << min(closure.attempts, 10))
        try await closures.postpone(closure, by: .seconds(pause), in: parts.database)
    }
}
