import HTTP
import HTTPClient
import ServiceKit

/// Whether services that run elsewhere, and are named by their addresses, answer and are ready.
struct PeersCheck: DoctorCheck {
    let title = "Services elsewhere"

    private static let patience = Duration.seconds(3)

    func findings(in patient: Patient) async -> [Finding] {
        let peers = Settings.storingServices.flatMap { name in
            (patient.read(Settings.url(of: name)) ?? []).map { (name: name, url: $0) }
        }
        guard let loops = patient.loops, !peers.isEmpty else { return [] }
        let client = HTTPClient(loops: loops)
        var findings: [Finding] = []
        for (name, url) in peers { findings.append(await look(at: name, url, by: client)) }
        await client.shutdown()
        return findings
    }

    private func look(at name: String, _ url: String, by client: HTTPClient) async -> Finding {
        let setting = Settings.url(of: name).name
        do throws(HTTPClientError) {
            let answer = try await client.execute(
                HTTPClientRequest(.get, "\(url)/readyz"), deadline: Self.patience)
            switch answer.status {
            case .ok: return .good("\(name) is ready at \(url)")
            case .serviceUnavailable:
                return .wrong(
                    "\(name) answers at \(url) and is not ready", why: "calls to it fail until it is",
                    mend: "its own log says what it waits for, and so does souk doctor with its settings")
            default:
                return .wrong(
                    "\(url) does not answer like a service of Souk: status \(answer.status.code)",
                    why: "calls to \(name) fail", mend: "correct \(setting)")
            }
        } catch {
            return .wrong(
                "\(name) does not answer at \(url): \(error)", why: "calls to it fail, and what needs it says 503",
                mend: "start it, or correct \(setting)")
        }
    }
}
