import Observability
import Security
import ServiceKit

/// Sends what waits in the queue. A crash between sending and noting that sends a mail twice, with the same message id,
/// but loses none.
struct MailSender: Sweeper {
    static let batch = 20

    let queue: MailQueue
    let transport: any MailTransport
    let box: SealedBox
    /// Behind the `@` of message ids.
    let domain: String

    var name: String { "notifications sender" }
    var interval: Duration { .seconds(1) }

    @discardableResult
    func sweepOnce() async throws -> Int {
        let emails = try await queue.take(limit: Self.batch)
        // Side by side, so that a slow server does not hold the last of them for longer than the queue leaves it to us.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for email in emails { group.addTask { try await send(email) } }
            try await group.waitForAll()
        }
        return emails.count
    }

    private func send(_ email: Email) async throws {
        // Nothing of the error goes to the log or the database that may quote the address or the text.
        guard let recipient = email.recipient, let text = try? email.openedBody(box) else {
            return try await queue.markFailed(email, "the mail cannot be read with this key", isFinal: true)
        }
        let mail = OutgoingMail(
            messageID: "<\(email.requestID)@\(domain)>", recipient: recipient, subject: email.subject, text: text)
        do {
            try await transport.send(mail)
        } catch let refusal as MailRefusal {
            return try await queue.markFailed(email, refusal.reason, isFinal: true)
        } catch {
            try Task.checkCancellation()
            // What is no delay of the transport's own words may quote what must not be written down.
            let reason = (error as? MailDelay)?.reason ?? "\(type(of: error))"
            Logger.current.warning(
                "a mail is tried again later",
                metadata: ["mail.id": "\(email.id)", "error.message": "\(reason)"])
            return try await queue.markFailed(email, reason, isFinal: false)
        }
        try FailPoints.crash(at: "notifications.sent")
        try await queue.markSent(email)
    }
}
