public import Endpoints
public import SQL

extension PageWindow {
    /// Counts rows, but no further than one more than lists tell: that one says that there are more.
    /// - Parameter rows: what stands behind `select …`, such as `from users where …`.
    public static func counting(_ rows: Query) -> Query {
        "select count(*) from (select 1 \(fragment: rows) limit \(countedAtMost + 1)) as counted"
    }
}
