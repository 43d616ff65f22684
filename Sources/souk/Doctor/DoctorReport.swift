/// What the doctor has found, as lines for a person.
struct DoctorReport: Sendable {
    let sections: [Doctor.Section]

    /// How many things are wrong.
    var faults: Int { count(.wrong) }

    var text: String {
        var lines: [String] = []
        for section in sections {
            lines.append(section.title)
            for finding in section.findings { lines += Self.lines(finding) }
            lines.append("")
        }
        let notes = count(.note)
        let rest = notes == 0 ? "" : notes == 1 ? " 1 thing is worth knowing." : " \(notes) things are worth knowing."
        lines.append((faults == 0 ? "Nothing is wrong." : FaultySetUp(count: faults).description + ".") + rest)
        return lines.joined(separator: "\n") + "\n"
    }

    private func count(_ level: Finding.Level) -> Int {
        sections.map { section in section.findings.count { $0.level == level } }.reduce(0, +)
    }

    private static func lines(_ finding: Finding) -> [String] {
        let mark =
            switch finding.level {
            case .good: "ok   "
            case .note: "note "
            case .wrong: "WRONG"
            }
        var lines = ["  \(mark)  \(finding.what)"]
        if !finding.why.isEmpty { lines.append("           why:  \(finding.why)") }
        if !finding.remedy.isEmpty { lines.append("           mend: \(finding.remedy)") }
        return lines
    }
}
