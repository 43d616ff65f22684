/// Whether the process may have as many connections as a busy day needs.
struct LimitsCheck: DoctorCheck {
    let title = "Limits of the process"

    func findings(in patient: Patient) async -> [Finding] {
        let files = patient.machine.openFiles()
        let remedy = "raise it: ulimit -n 65536, LimitNOFILE=65536 in a systemd unit, ulimits in compose"
        if files < 1024 {
            return [
                .wrong(
                    "a process may have \(files) files open",
                    why: "databases need about a hundred, and each connection needs one: visitors are turned away",
                    mend: remedy)
            ]
        }
        if files < 16_384 {
            return [
                .note(
                    "a process may have \(files) files open",
                    why: "each connection needs one: beyond that visitors wait", remedy: remedy)
            ]
        }
        return [.good("a process may have \(files == .max ? "any number of" : "\(files)") files open")]
    }
}
