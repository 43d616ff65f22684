import Contracts
import HTTP
import ServiceKit

/// The tag of a review. It begins with the version, which is what a change is held against; the rest tells apart
/// what is shown beside the review and is not its author's to change: the name, and whether the goods arrived.
struct ReviewTag: Sendable {
    private let version: ETag

    init(_ review: Review) {
        version = ETag(version: review.version, of: review.id)
    }

    /// The tag of the view as it is sent.
    func tag(of view: ReviewView) -> ETag {
        let name = view.user.map { ETag(of: Array($0.username.utf8)).opaque } ?? "anonymous"
        return ETag("\(version.opaque).\(view.verifiedPurchase ? "verified" : "unverified").\(name)")
    }

    /// Asks before a change whether it may be made.
    /// - Throws: the problem 412.
    func check(_ preconditions: Preconditions) throws(Problem) {
        try Preconditions(
            ifMatch: preconditions.ifMatch.map(reduced), ifNoneMatch: preconditions.ifNoneMatch.map(reduced)
        ).check(version)
    }

    private func reduced(_ condition: EntityTagCondition) -> EntityTagCondition {
        guard case .tags(let tags) = condition else { return condition }
        return .tags(
            tags.map { tag in
                tag.opaque.hasPrefix("\(version.opaque).")
                    ? EntityTagCondition.Tag(version.opaque, isWeak: tag.isWeak) : tag
            })
    }
}
