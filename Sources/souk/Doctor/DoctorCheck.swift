/// One side of a set-up that the doctor looks at. Looking changes nothing.
protocol DoctorCheck: Sendable {
    /// The heading of its findings.
    var title: String { get }

    func findings(in patient: Patient) async -> [Finding]
}
