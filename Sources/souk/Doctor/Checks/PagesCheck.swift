/// Whether the pages of the API have their looks.
struct PagesCheck: DoctorCheck {
    let title = "API pages"

    func findings(in patient: Patient) async -> [Finding] {
        if patient.machine.hasPages() { return [.good("/docs has all its files")] }
        return [
            .note(
                "the files of the API pages were not there when souk was built",
                why: "/docs shows a link to the contract and nothing to try it with",
                remedy: "scripts/fetch-web-assets, then build again")
        ]
    }
}
