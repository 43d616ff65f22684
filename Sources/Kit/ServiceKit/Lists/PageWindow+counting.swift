public import Endpoints
public import SQL

extension PageWindow {
    /// Counts rows, but no further than one more than lists tell: that one says that there are more.
    /// - Parameter rows: what stands behind `select …`, such as `from users where …`.
    public static func counting(_ rows: Query) -> Query {
        "select count(*) from (select 1 \(fragment: rows) limit \(countedAtMost + 1)) as counted"
    }
}

extension SQLConnection {
    /// How many rows a list has, of which a part is known.
    /// - Parameter counting: asked only if that part is not all of it.
    public func count(_ part: ListPart<some Sendable>, _ counting: Query) async throws -> Int {
        part.isWhole ? part.rows.count : try await scalar(counting, as: Int.self) ?? 0
    }
}
