/// The conditions under which a caller wants its request to be carried out.
public struct Preconditions: Hashable, Sendable {
    public var ifMatch: EntityTagCondition?
    public var ifNoneMatch: EntityTagCondition?

    public init(ifMatch: EntityTagCondition? = nil, ifNoneMatch: EntityTagCondition? = nil) {
        self.ifMatch = ifMatch
        self.ifNoneMatch = ifNoneMatch
    }

    /// - Throws: the problem 400 for an `If-Match` that cannot be read: to ignore it would overwrite what the caller
    ///   wants to keep. An `If-None-Match` that cannot be read only costs a transfer.
    public init(_ fields: HTTPFields) throws(Problem) {
        if let text = fields[.ifMatch] {
            guard let condition = EntityTagCondition(text) else {
                throw .malformed("If-Match has to be * or a list of tags in quotes.")
            }
            ifMatch = condition
        }
        ifNoneMatch = fields[.ifNoneMatch].flatMap(EntityTagCondition.init)
    }

    public var isEmpty: Bool { ifMatch == nil && ifNoneMatch == nil }

    /// Asks before a change whether it may be made.
    /// - Parameter current: the tag of what is there now; nil when nothing is.
    /// - Throws: the problem 412.
    public func check(_ current: ETag?) throws(Problem) {
        if let ifMatch, !ifMatch.matchesStrongly(current) { throw .preconditionFailed }
        if let ifNoneMatch, ifNoneMatch.matchesWeakly(current) { throw .preconditionFailed }
    }

    /// Asks before a read whether the caller has this version already.
    public func isNotModified(_ current: ETag?) -> Bool {
        ifNoneMatch?.matchesWeakly(current) ?? false
    }
}
