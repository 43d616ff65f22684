import Contracts
import EventLoops
import HTTP

/// What the buyers of a test remember: each request that they sent, and the answer if one came.
final class OrderLedger: Sendable {
    struct Attempt: Sendable {
        let buyer: String
        let key: String
        let order: NewOrder
        var outcome: Outcome
    }

    enum Outcome: Sendable {
        /// 201: the shop has promised this order.
        case acknowledged(OrderID)
        /// A problem, by its code.
        case refused(String)
        /// The connection ended first: it may be there or not.
        case unknown(String)
        /// Nobody listened: the request was never sent.
        case unsent
    }

    private let entries = Lock<[Attempt]>([])

    func note(_ attempt: Attempt) { entries.withLock { $0.append(attempt) } }

    var attempts: [Attempt] { entries.withLock { $0 } }

    var acknowledged: Int { count { if case .acknowledged = $0 { true } else { false } } }

    /// What was said of the answers that never came.
    var unknown: [String] {
        attempts.compactMap { if case .unknown(let reason) = $0.outcome { reason } else { nil } }
    }

    private func count(_ matches: (Outcome) -> Bool) -> Int { attempts.count { matches($0.outcome) } }
}
