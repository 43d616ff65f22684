import Discovery
import HTTP
import HTTPClient
import ServiceKit
import Values

/// Whether Consul's agent answers, its cluster has a leader, and the services that it knows are well.
struct ConsulCheck: DoctorCheck {
    let title = "Consul"

    func findings(in patient: Patient) async -> [Finding] {
        guard let loops = patient.loops, let address = patient.read(Settings.consulAddress) else { return [] }
        let client = HTTPClient(loops: loops)
        let consul = ConsulClient(
            address, token: patient.read(Settings.consulToken).map { Secret($0) }, http: client)
        let findings: [Finding]
        do throws(ConsulError) {
            findings = try await look(consul, at: address)
        } catch {
            findings = [Self.refusal(error)]
        }
        await client.shutdown()
        return findings
    }

    private func look(_ consul: ConsulClient, at address: ConsulAddress) async throws(ConsulError) -> [Finding] {
        guard try await consul.leader() != nil else {
            return [
                .wrong(
                    "Consul at \(address) has no leader",
                    why: "instances that come are not known, and those that go are still called",
                    mend: "see that most of its servers run and reach one another: consul operator raft list-peers")
            ]
        }
        var findings: [Finding] = []
        var unknown: [String] = []
        let critical = try await consul.criticalChecks()
        for service in Settings.storingServices {
            let failing = Set(critical.filter { $0.service == service }.map(\.id))
            if !failing.isEmpty {
                findings.append(
                    .wrong(
                        "\(failing.count == 1 ? "an instance" : "\(failing.count) instances") of \(service) "
                            + "\(failing.count == 1 ? "fails" : "fail") Consul's check: "
                            + failing.sorted().joined(separator: ", "),
                        why: "nobody calls it until it passes; if it has died, it is forgotten after a while",
                        mend: "look into its log and at its /readyz, or start it again"))
            }
            let passing = try await consul.passing(service)
            if passing.instances.isEmpty, failing.isEmpty { unknown.append(service) }
            if passing.unusable > 0 {
                findings.append(
                    .wrong(
                        "\(passing.unusable) of Consul's entries for \(service) have no address that can be called",
                        why: "nobody reaches them", mend: "set ADVERTISE_ADDRESS where those instances run"))
            }
        }
        if !unknown.isEmpty {
            findings.append(
                .note(
                    "Consul knows no instance of \(unknown.joined(separator: ", "))",
                    why: "calls to them fail, unless <SERVICE>_URL says where they are",
                    remedy: "start one of each with the same CONSUL_HTTP_ADDR"))
        }
        guard findings.isEmpty else { return findings }
        return [.good("Consul at \(address) has a leader, and every service passes its check")]
    }

    private static func refusal(_ error: ConsulError) -> Finding {
        let mend =
            switch error {
            case .refused(.forbidden): "give it a token that may read and register services, in CONSUL_HTTP_TOKEN"
            case .refused: "look into Consul's log; while its cluster has no leader it answers like this"
            default: "start the agent, or correct CONSUL_HTTP_ADDR"
            }
        return .wrong(
            "\(error)", why: "running processes go on with the list that they had; a new one finds nobody", mend: mend)
    }
}
