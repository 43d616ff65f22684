import TestSupport
import Testing

extension Trait where Self == ConditionTrait {
    /// For what only PostgreSQL does, in the column that runs on it.
    static var onPostgreSQL: Self {
        .enabled("is about PostgreSQL") { DatabaseEngine.standard.description == DatabaseEngine.postgresql.description }
    }

    /// For what only SQLite does, in the column that runs on it.
    static var onSQLite: Self {
        .enabled("is about SQLite") {
            DatabaseEngine.standard.description == DatabaseEngine.sqlite.description
        }
    }
}
