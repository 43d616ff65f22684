/// The type of a slot in the request's context: higher floors keep there what the kit does not know.
///
///     enum IdentityKey: ContextKey { typealias Value = Identity }
///     context[IdentityKey.self] = identity
public protocol ContextKey {
    associatedtype Value: Sendable
}
