import Contracts
import EventLoops
import Messaging
import Observability
import SQL
import Security
import ServiceKit
import Values

/// Asks notifications for the mails that are due, again and again until each is accepted or its secret has expired.
struct MailCourier: Sweeper {
    static let batch = 50
    private static let lease = Duration.seconds(60)
    private static let longestPause = 300

    let parts: Parts
    let notifications: PeerClient

    var name: String { "accounts mails" }
    var interval: Duration { .seconds(1) }
    var bell: WakeUp? { parts.mails.bell }

    @discardableResult
    func sweepOnce() async throws -> Int {
        let resolved = try await parts.mails.resolveResets(parts.users, limit: Self.batch, in: parts.database)
        let due = try await parts.mails.claim(limit: Self.batch, lease: Self.lease, in: parts.database)
        for mail in due {
            do {
                try await deliver(mail)
            } catch {
                if error.saysCancelled || error is SimulatedCrash { throw error }
                let pause = min(Self.longestPause, 1 << min(mail.attempts, 9))
                Logger.current.warning(
                    "a mail could not be asked for yet", error: error,
                    metadata: ["mail.id": "\(mail.id)", "mail.attempts": LogValue(mail.attempts)])
                try await parts.mails.postpone(mail.id, by: .seconds(pause), in: parts.database)
            }
        }
        return max(resolved, due.count)
    }

    private func deliver(_ mail: MailRequests.Due) async throws {
        guard mail.expiresAt > parts.clock.now(),
            let user = try await parts.users.find(mail.userID, in: parts.database), user.mayLogIn
        else { return try await parts.mails.finish(mail.id, in: parts.database) }
        let request = MailRequest(
            kind: mail.kind, recipient: user.email, username: user.username, token: try parts.mails.token(of: mail),
            userID: mail.userID)
        _ = try await notifications.call(NotificationsAPI.requestMail, path: ByMailRequest(id: mail.id), body: request)
        // A crash here asks again: under the same id that changes nothing.
        try FailPoints.crash(at: "accounts.mail_requested")
        try await parts.mails.finish(mail.id, in: parts.database)
    }
}
