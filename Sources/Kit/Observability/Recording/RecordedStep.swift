/// One thing that a request did on its way, for a developer to look at.
///
/// Nothing here is a value: statements have placeholders, calls have the pattern of their path.
public struct RecordedStep: Sendable {
    /// What was done.
    public enum Kind: Sendable {
        /// A statement, and how many rows it returned or changed.
        case query(text: String, rows: Int)
        /// A transaction, with its wait for a turn and for the commit.
        case transaction
        /// A call to another service; without a status no answer came.
        case call(peer: String, method: String, path: String, status: Int?)
        /// A look into a cache.
        case cache(CacheLook)
    }

    /// How a look into a cache went.
    public enum CacheLook: String, Sendable {
        case hit
        case miss
        /// Somebody else was loading the same.
        case waited
    }

    public let kind: Kind
    /// Since the request began.
    public let offset: Duration
    public let duration: Duration
    public let hasFailed: Bool
}
