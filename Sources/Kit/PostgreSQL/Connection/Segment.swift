/// Calls that end with one synchronisation. When one of them fails the server passes over the rest.
final class Segment {
    enum Kind {
        /// Reads of many callers, which know nothing of one another.
        case shared
        /// A statement of its own, which the synchronisation commits.
        case single
        /// Statements of a transaction.
        case transaction
    }

    let kind: Kind
    let calls: [Call]
    /// The call whose answer is expected.
    private(set) var next = 0
    /// Whether the answer has begun that the library ends with nothing.
    var isAnswering = false
    var failure: Failure?

    init(_ kind: Kind, _ calls: [Call]) {
        self.kind = kind
        self.calls = calls
    }

    var current: Call? { next < calls.count ? calls[next] : nil }

    /// An answer has ended: of the preparation first, where there is one.
    func advance() {
        isAnswering = false
        guard let current else { return }
        if current.preparing == nil { next += 1 } else { current.preparing = nil }
    }
}
