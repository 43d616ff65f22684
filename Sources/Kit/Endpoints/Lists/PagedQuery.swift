/// A query for a part of a list. Types with further rules write `rules = pageRules + [...]`.
public protocol PagedQuery: Validated, Codable, Sendable {
    var limit: Int? { get }
    var offset: Int? { get }
    var cursor: PageCursor? { get }
}

extension PagedQuery {
    public var window: PageWindow { PageWindow(limit: limit, offset: offset, cursor: cursor) }

    public static var pageRules: [Rule<Self>] {
        [
            Rule("limit", \.limit, .range(1...PageWindow.largestLimit)),
            Rule("offset", \.offset, .range(0...PageWindow.largestOffset)),
            Rule("cursor", \.cursorBesideOffset, .alone),
        ]
    }

    public static var rules: [Rule<Self>] { pageRules }

    /// The cursor, where there is an offset as well.
    private var cursorBesideOffset: PageCursor? { offset == nil ? nil : cursor }
}

extension Constraint where Value == PageCursor {
    /// Two places to begin at contradict each other.
    fileprivate static var alone: Constraint {
        Constraint(code: "ambiguous", message: "cannot stand beside an offset") { _ in false }
    }
}
