import Messaging
import SQL
import ServiceKit
import Values

/// Whether events reach those who wait for them.
struct OutboxCheck: DoctorCheck {
    let title = "Events"

    private static let patience = Duration.seconds(60)

    func findings(in patient: Patient) async -> [Finding] {
        let isRunning = patient.isRunning
        let now = patient.clock.now()
        let findings = await patient.look { service, connection in
            let status = try await OutboxStatus(of: connection)
            var findings: [Finding] = []
            if status.dead > 0 {
                findings.append(
                    .wrong(
                        "\(service.name) has given up \(status.dead) events",
                        why: "other services have not heard of what happened: mails, ratings and stock may be behind",
                        mend: "souk dead-letters says why; mend that, then souk dead-letters --replay"))
            }
            if let oldest = status.oldestPending, now - oldest > Self.patience {
                let words =
                    "\(status.pending) events of \(service.name) wait, the oldest for \((now - oldest).components.seconds) seconds"
                findings.append(
                    isRunning
                        ? .wrong(
                            words, why: "a running shop sends them within a second: something holds it up",
                            mend: "look for errors in the logs of the relay, then restart the shop")
                        : .note(words, why: "the shop is not running", remedy: "souk up sends them"))
            }
            return findings
        }
        if findings.isEmpty, await patient.hasData() { return [.good("no event waits or was given up")] }
        return findings
    }
}
