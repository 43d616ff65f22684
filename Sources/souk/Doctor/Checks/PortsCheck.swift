import HTTPServer
import ServiceKit

/// Whether the shop can listen where it should.
struct PortsCheck: DoctorCheck {
    let title = "Ports"

    func findings(in patient: Patient) async -> [Finding] {
        if patient.isRunning { return [.good("the ports belong to the shop that is at work here")] }
        let address = patient.read(Settings.bindAddress) ?? "127.0.0.1"
        var findings: [Finding] = []
        for service in patient.serving + (patient.isWhole ? ["gateway"] : []) {
            let setting = Settings.port(of: service)
            guard let port = patient.read(setting), port != 0 else { continue }
            switch patient.machine.obstacle(address, port) {
            case nil: continue
            case .badAddress?:
                return [
                    .wrong(
                        "BIND_ADDRESS is \(address), which is not an address of this machine",
                        why: "nobody can listen there",
                        mend: "write 127.0.0.1, 0.0.0.0 or an address of this machine")
                ]
            case .portTaken?:
                let holder = patient.machine.listener(port) ?? "another process"
                findings.append(
                    .wrong(
                        "port \(port), which is for \(service), is taken by \(holder)", why: "the shop does not start",
                        mend: "end that, or choose another port with \(setting.name)"))
            case let other?:
                findings.append(
                    .wrong(
                        "\(other)", why: "the shop does not start",
                        mend: "choose a port above 1023 with \(setting.name), or an address of this machine"))
            }
        }
        return findings.isEmpty ? [.good("every port is free")] : findings
    }
}
