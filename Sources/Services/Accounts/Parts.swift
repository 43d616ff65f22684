import Messaging
import SQL
import Values

/// What the parts of the service share: its database, and what knows its tables.
struct Parts: Sendable {
    let database: any Database
    let outbox: Outbox
    let clock: WallClock
    let passwords: Passwords
    let users: UserStore
    let profiles: ProfileStore
    let sessions: SessionStore
    let oneTimeTokens: OneTimeTokens
    let mails: MailRequests
    let audit: AuditLog

    var authority: Authority { Authority(users: users) }
}
