import TestSupport
import Testing

extension Trait where Self == ConditionTrait {
    /// For what only PostgreSQL does, in the column that runs on it.
    static var onPostgreSQL: Self {
        .enabled("is about PostgreSQL") { DatabaseEngine.standard.description == DatabaseEngine.postgresql.description }
    }
}
