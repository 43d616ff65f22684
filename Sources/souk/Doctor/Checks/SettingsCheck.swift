import ServiceKit

/// Whether every setting is one, and can be read.
struct SettingsCheck: DoctorCheck {
    let title = "Settings"

    func findings(in patient: Patient) async -> [Finding] {
        let faults = patient.configuration.faults.map { fault in
            Finding.wrong(
                "\(fault.name) \(fault.message)", why: "souk does not start with it",
                mend: "correct it, or take it out; souk help lists every setting")
        }
        let strangers = patient.configuration.notices.map { notice in
            Finding.note(notice, why: "nothing reads it", remedy: "take it out if nothing else reads the file either")
        }
        // Other programs have variables too, so only what looks like a slip of the pen is told.
        let slips = Configuration.nearMisses(among: patient.environment.keys, in: Settings.all).map { miss in
            Finding.note(
                "\(miss.name) is set and is not a setting, but \(miss.meant) is", why: "nothing reads it",
                remedy: "call it \(miss.meant) if that is what it is meant to be")
        }
        if faults.isEmpty {
            return [.good("every setting that is given can be read")] + strangers + slips
        }
        return faults + strangers + slips
    }
}
