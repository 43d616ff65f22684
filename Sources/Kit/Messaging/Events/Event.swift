/// Something that has happened in a service and that others may want to know.
///
/// It says what was, in the past tense, and holds what its consumers need; never a secret.
public protocol Event: Codable, Sendable {
    /// What kind of event it is, as on the wire: `order.confirmed`.
    static var type: String { get }

    /// What it is about, such as the id of the order. Events about one subject are sent in order, as far as possible.
    var subject: String { get }
}
