/// Where a service keeps its data: `sqlite:path` or `postgres://…`.
public enum DatabaseAddress: Sendable, Equatable {
    /// A file of the embedded database.
    case sqlite(path: String)
    /// A PostgreSQL server, as libpq reads it.
    case postgresql(url: String)

    /// Nil if the text is neither.
    public init?(_ text: String) {
        if text.hasPrefix("sqlite:") {
            var path = text.dropFirst("sqlite:".count)
            if path.hasPrefix("//") { path = path.dropFirst(2) }
            guard !path.isEmpty else { return nil }
            self = .sqlite(path: String(path))
        } else if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
            self = .postgresql(url: text)
        } else {
            return nil
        }
    }
}
