public import SQL

/// What must hold in the database of accounts at any moment, whatever crashed.
public enum AccountsInvariants {
    /// - Returns: what does not hold, in words with the ids that are concerned.
    public static func violations(_ database: any Database) async throws -> [String] {
        var found: [String] = []
        for rule in rules {
            let ids = try await database.slowQuery(rule.offenders) { row in try row.get(at: 0, as: String.self) }
            if !ids.isEmpty { found.append("\(rule.name): \(ids.joined(separator: ", "))") }
        }
        return found
    }

    private struct Rule: Sendable {
        let name: String
        /// Their ids, at most ten.
        let offenders: Query
    }

    private static let rules = [
        Rule(
            name: "a session has more than one live refresh token",
            offenders: """
                select session_id from refresh_tokens where spent_at is null
                group by session_id having count(*) > 1 limit 10
                """),
        Rule(
            name: "a revoked session has a live refresh token",
            offenders: """
                select sessions.id from sessions join refresh_tokens on refresh_tokens.session_id = sessions.id
                where sessions.revoked_at is not null and refresh_tokens.spent_at is null limit 10
                """),
        Rule(
            name: "a user who may not log in has a session",
            offenders: """
                select sessions.id from sessions join users on users.id = sessions.user_id
                where sessions.revoked_at is null and (not users.is_active or users.closed_at is not null) limit 10
                """),
        Rule(
            name: "a user has no profile",
            offenders: """
                select users.id from users left join profiles on profiles.user_id = users.id
                where profiles.user_id is null limit 10
                """),
        Rule(
            name: "a user cannot be found by name and address",
            offenders: """
                select id from users where blanked_at is null and (
                    not exists (select 1 from login_names where name = lower(username) and user_id = users.id)
                    or not exists (select 1 from login_names where name = lower(email) and user_id = users.id)
                ) limit 10
                """),
        Rule(
            name: "a closed account has kept personal data",
            offenders: """
                select users.id from users join profiles on profiles.user_id = users.id
                where users.blanked_at is not null and (
                    users.first_name <> '' or users.last_name <> '' or users.search_text <> ''
                    or users.password_hash is not null or profiles.phone <> '' or profiles.address <> ''
                    or profiles.store_name <> ''
                    or exists (select 1 from login_names where login_names.user_id = users.id)
                    or exists (select 1 from sessions where sessions.user_id = users.id)
                    or exists (select 1 from mail_requests where mail_requests.user_id = users.id)
                ) limit 10
                """),
        Rule(
            name: "a closed account waits for nothing, and has not been blanked",
            offenders: """
                select users.id from users left join closures on closures.user_id = users.id
                where users.closed_at is not null and users.blanked_at is null and closures.user_id is null limit 10
                """),
        Rule(
            name: "an account was not closed exactly once by the audit log",
            offenders: """
                select id from users where closed_at is not null and (
                    select count(*) from audit_entries
                    where audit_entries.user_id = users.id and action = 'close_account'
                ) <> 1 limit 10
                """),
    ]
}
