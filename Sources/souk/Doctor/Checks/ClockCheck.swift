import SQL
import ServiceKit
import Values

/// Whether the clock shows a time that can be: not before this version was made, not before what has happened already.
struct ClockCheck: DoctorCheck {
    let title = "Clock"

    /// Souk did not exist before.
    private static let earliest = Timestamp(seconds: 1_767_225_600)
    private static let tolerance = Duration.seconds(5)

    func findings(in patient: Patient) async -> [Finding] {
        let now = patient.clock.now()
        if now < Self.earliest {
            return [
                .wrong(
                    "the clock says \(now)",
                    why: "tokens, carts and prices have times, and certificates are checked by them",
                    mend: "set the clock, and let chrony or systemd-timesyncd keep it")
            ]
        }
        var latest: (service: String, moment: Timestamp)?
        let unread = await patient.look { service, inspection in
            let moment = try await inspection.scalar(
                """
                select max(moment) from (
                    select max(occurred_at) as moment from souk_outbox union all select max(applied_at) from souk_migrations
                ) as moments
                """, as: Timestamp.self)
            if let moment, moment > (latest?.moment ?? .epoch) { latest = (service.name, moment) }
            return []
        }
        if let latest, latest.moment - now > Self.tolerance {
            return unread + [
                .wrong(
                    "the clock says \(now), and something happened in \(latest.service) at \(latest.moment) already",
                    why:
                        "it was set back: what is due waits until it has caught up, and tokens live longer than they should",
                    mend: "set the clock, and let chrony or systemd-timesyncd keep it")
            ]
        }
        return unread.isEmpty ? [.good("the clock says \(now)")] : unread
    }
}
