/// Knows the instances of one service that may be called at this moment.
///
/// It is asked at each call, so the answer lies ready: nothing is fetched, and nobody is waited for.
public protocol InstanceSource: Sendable {
    /// Grows with each change of the list: who has seen this version need not look at the list.
    var version: Int { get }

    /// The list as of now.
    var instances: [Instance] { get }
}
