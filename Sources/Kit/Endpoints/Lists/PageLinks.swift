public import HTTP

/// The addresses of a list's parts: the same target from another place on. Whatever else was asked for stays.
public struct PageLinks: Sendable {
    /// Up to where the place stands.
    private let start: String

    public init(_ target: RequestTarget) {
        let others = target.queryItems.filter { !["limit", "offset", "cursor"].contains($0.name) }
        start = "\(target.rawPath)?\(others.isEmpty ? "" : URLEncodedForm.encode(others) + "&")"
    }

    /// A relative URL.
    func url(_ window: PageWindow) -> String {
        // What cursors are made of needs no escape.
        let place = window.cursor.map { "cursor=\($0)" } ?? "offset=\(window.offset)"
        return "\(start)limit=\(window.limit)&\(place)"
    }
}
