/// Which part of a list is wanted.
public struct PageWindow: Hashable, Sendable {
    public static let defaultLimit = 10
    public static let largestLimit = 100
    /// Lists are counted this far; a million rows are not counted to show ten.
    public static let countedAtMost = 10_000

    public let limit: Int
    public let offset: Int

    public init(limit: Int? = nil, offset: Int? = nil) {
        self.limit = limit ?? Self.defaultLimit
        self.offset = offset ?? 0
    }
}

/// A query for a part of a list. Types with further rules write `rules = pageRules + [...]`.
public protocol PagedQuery: Validated, Codable, Sendable {
    var limit: Int? { get }
    var offset: Int? { get }
}

extension PagedQuery {
    public var window: PageWindow { PageWindow(limit: limit, offset: offset) }

    public static var pageRules: [Rule<Self>] {
        [
            Rule("limit", \.limit, .range(1...PageWindow.largestLimit)),
            Rule("offset", \.offset, .range(0...1_000_000_000)),
        ]
    }

    public static var rules: [Rule<Self>] { pageRules }
}
