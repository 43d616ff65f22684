/// What a value is kept under, and what it was made of.
public struct CacheKey: Sendable {
    public let text: String
    /// Invalidating one of them invalidates this key.
    public let scopes: CacheScopes
    /// Whether it may be invalidated alone. It costs a shared cache another token to look at.
    public let changesAlone: Bool

    public init(_ text: String, in scopes: CacheScopes = [], changesAlone: Bool = false) {
        self.text = text
        self.scopes = scopes
        self.changesAlone = changesAlone
    }
}

/// What many keys have in common, and is invalidated at once: all lists, all lengths. A service numbers its scopes and
/// keeps to that: processes of two versions may share a cache.
public struct CacheScopes: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Every key is in it.
    public static let everything = CacheScopes(rawValue: 0x80)

    /// One of a service's own.
    /// - Parameter number: 0 to 6.
    public static func numbered(_ number: Int) -> CacheScopes {
        precondition((0..<7).contains(number), "a cache has seven scopes besides everything")
        return CacheScopes(rawValue: 1 << UInt8(number))
    }

    /// The numbers of those that are in it; everything is 7.
    public var numbers: some Sequence<Int> {
        (0..<8).lazy.filter { [rawValue] number in rawValue & (1 << UInt8(number)) != 0 }
    }
}
