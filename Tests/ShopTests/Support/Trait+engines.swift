import TestSupport
import Testing

extension Trait where Self == ConditionTrait {
    /// For what only PostgreSQL does, in the column that runs on it.
    static var onPostgreSQL: Self {
        .enabled("is about PostgreSQL") { DatabaseEngine.standard.description == DatabaseEngine.postgresql.description }
    }

    /// For plans, in the column that runs on SQLite: it has one for a statement, PostgreSQL makes another for each size
    /// of a table, and those of a test are small.
    static var onSQLite: Self {
        .enabled("is about plans of SQLite") {
            DatabaseEngine.standard.description == DatabaseEngine.sqlite.description
        }
    }
}
