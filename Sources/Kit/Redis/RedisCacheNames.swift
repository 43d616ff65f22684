import Caching

/// What things are called in Redis. Values carry the version of the program, tokens do not: during a rolling change
/// programs of two versions invalidate each other's values.
struct RedisCacheNames: Sendable {
    private let prefix: String
    private let values: String
    private let scopes: [String]

    /// Every value belongs to it.
    var everything: String { scopes[7] }

    /// Longer ones are not kept.
    private static let longestKey = 1024

    init(prefix: String, version: String) {
        self.prefix = prefix
        values = "\(prefix):value:\(version):"
        scopes = (0..<7).map { "\(prefix):scope:\($0)" } + ["\(prefix):scope:all"]
    }

    /// Nil for a key that is too long to be kept.
    func value(of key: CacheKey) -> String? {
        key.text.utf8.count <= Self.longestKey ? values + key.text : nil
    }

    /// The names of the tokens that a value belongs to, always in the same order.
    func tokens(of key: CacheKey) -> [String] {
        var names = [everything]
        if key.changesAlone { names.append(token(of: key)) }
        for number in key.scopes.subtracting(.everything).numbers { names.append(scopes[number]) }
        return names
    }

    /// The names of the tokens that have to go.
    func tokens(of keys: [CacheKey], _ gone: CacheScopes) -> [String] {
        gone.numbers.map { scopes[$0] } + keys.map(token)
    }

    private func token(of key: CacheKey) -> String { "\(prefix):of:\(key.text)" }
}
