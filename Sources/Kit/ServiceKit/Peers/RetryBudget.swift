/// How many calls may be repeated, as a share of those that are made: an outage must not be multiplied by those who
/// suffer from it.
///
/// The store lets all that was under way to an instance be repeated when that dies at once.
struct RetryBudget: Sendable {
    private let share: Double
    private let store: Double
    private var left: Double

    /// - Parameters:
    ///   - share: repeats for each call, in the long run.
    ///   - store: how many may be saved up.
    init(share: Double, store: Int) {
        self.share = share
        self.store = Double(store)
        left = Double(store)
    }

    /// Whether another repeat may be made.
    var isOpen: Bool { left >= 1 }

    /// A call is made, not counting its repeats.
    mutating func earn() { left = min(store, left + share) }

    /// A call is repeated.
    mutating func spend() { left = max(0, left - 1) }
}
