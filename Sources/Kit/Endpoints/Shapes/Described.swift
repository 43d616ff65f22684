public import JSON

/// A type that says itself how it is written.
///
/// Needed by types with a hand-written `init(from:)` that refuses most values; all others are found out by decoding
/// them from nothing. The sample lets that go on, and never leaves it.
public protocol Described: Sampled {
    /// - Parameter open: the names of the objects that stand around this place.
    static func shape(inside open: [String]) throws -> Shape
}
