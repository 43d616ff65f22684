import SQL

/// Who did what to whom. The database itself refuses to change or remove a row.
struct CreateAudit: Migration {
    static let name = "005_create_audit"

    func statements(_ dialect: Dialect) -> [Query] {
        [
            """
            create table audit_entries (
                id \(dialect.identityPrimaryKey),
                recorded_at \(dialect.timestamp) not null,
                actor_id \(dialect.uuid),
                action \(dialect.text) not null,
                user_id \(dialect.uuid) not null,
                detail \(dialect.text) not null
            )
            """,
            "create index audit_entries_by_user on audit_entries (user_id, id)",
        ] + guards(dialect.engine)
    }

    private func guards(_ engine: Dialect.Engine) -> [Query] {
        switch engine {
        case .sqlite:
            [
                """
                create trigger audit_entries_stay_as_written before update on audit_entries
                begin select raise(abort, 'audit entries never change'); end
                """,
                """
                create trigger audit_entries_stay before delete on audit_entries
                begin select raise(abort, 'audit entries never go'); end
                """,
            ]
        case .postgresql:
            [
                """
                create function refuse_audit_change() returns trigger language plpgsql as
                'begin raise exception ''audit entries never change''; end'
                """,
                """
                create trigger audit_entries_stay before update or delete on audit_entries
                for each row execute function refuse_audit_change()
                """,
            ]
        }
    }
}
