public import SQL

/// What always holds in the accounts' database, whatever has happened to the process.
public enum AccountsInvariants {
    /// - Returns: every violation; empty when all is well.
    public static func violations(_ database: any Database) async throws -> [Violation] {
        try await Invariant.violations(of: all, in: database)
    }

    /// How many there are.
    public static var count: Int { all.count }

    private static let all = [
        Invariant(
            "a session has one live refresh token at the most",
            violations: """
                select 'session ' || session_id from refresh_tokens where spent_at is null
                group by session_id having count(*) > 1
                """),
        Invariant(
            "a revoked session has no live refresh token",
            violations: """
                select 'session ' || sessions.id
                from sessions join refresh_tokens on refresh_tokens.session_id = sessions.id
                where sessions.revoked_at is not null and refresh_tokens.spent_at is null
                """),
        Invariant(
            "a user who may not log in has no session",
            violations: """
                select 'session ' || sessions.id from sessions join users on users.id = sessions.user_id
                where sessions.revoked_at is null and (not users.is_active or users.closed_at is not null)
                """),
        Invariant(
            "every user has a profile",
            violations: """
                select 'user ' || users.id from users left join profiles on profiles.user_id = users.id
                where profiles.user_id is null
                """),
        Invariant(
            "every user is found by name and by address",
            violations: """
                select 'user ' || id from users where blanked_at is null and (
                    not exists (select 1 from login_names where name = lower(username) and user_id = users.id)
                    or not exists (select 1 from login_names where name = lower(email) and user_id = users.id)
                )
                """),
        Invariant(
            "a closed account keeps no personal data",
            violations: """
                select 'user ' || users.id from users join profiles on profiles.user_id = users.id
                where users.blanked_at is not null and (
                    users.first_name <> '' or users.last_name <> '' or users.search_text <> ''
                    or users.password_hash is not null or profiles.phone <> '' or profiles.address <> ''
                    or profiles.store_name <> ''
                    or exists (select 1 from login_names where login_names.user_id = users.id)
                    or exists (select 1 from sessions where sessions.user_id = users.id)
                    or exists (select 1 from mail_requests where mail_requests.user_id = users.id)
                )
                """),
        Invariant(
            "a closed account that was not blanked waits to be",
            violations: """
                select 'user ' || users.id from users left join closures on closures.user_id = users.id
                where users.closed_at is not null and users.blanked_at is null and closures.user_id is null
                """),
        Invariant(
            "the audit log knows of each closed account that it was closed once",
            violations: """
                select 'user ' || id from users where closed_at is not null and (
                    select count(*) from audit_entries
                    where audit_entries.user_id = users.id and action = 'close_account'
                ) <> 1
                """),
    ]
}
