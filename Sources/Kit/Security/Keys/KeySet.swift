/// The keys of an issuer: one that signs, and those that are still good to verify by, so that a key can be exchanged
/// while tokens of the one before live on.
public struct KeySet: Sendable {
    /// The key for new tokens; nil in a set that only verifies.
    public let signing: SigningKey?
    /// All public halves, the current one first.
    public let verification: [VerificationKey]

    public init(current: SigningKey, previous: [VerificationKey] = []) {
        self.init(signing: current, verification: [current.verification] + previous.filter { $0.id != current.id })
    }

    /// A set that signs by one key and trusts others, as services do with each other.
    public init(signing: SigningKey? = nil, verification: [VerificationKey]) {
        self.signing = signing
        self.verification = verification
    }

    /// The key that a token names.
    public func key(id: String) -> VerificationKey? {
        verification.first { $0.id == id }
    }

    /// Whether the other set signs by the same key and trusts the same keys, each for the same owner.
    public func isSame(as other: KeySet) -> Bool {
        signing?.id == other.signing?.id
            && verification.elementsEqual(other.verification) { $0.id == $1.id && $0.owner == $1.owner }
    }

    /// The same set with a new key that signs; the one before stays good to verify by.
    public func rotated(to key: SigningKey) -> KeySet {
        KeySet(current: key, previous: verification)
    }
}
