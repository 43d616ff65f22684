/// Whether the libraries of this machine are those that Souk was tested with, or newer.
struct LibrariesCheck: DoctorCheck {
    let title = "Libraries"

    /// The oldest that the tests run with, as Debian 12 has them.
    private static let oldest = ["SQLite": "3.40.0", "libmicrohttpd": "0.9.75", "libcurl": "7.88.0"]

    func findings(in patient: Patient) async -> [Finding] {
        let libraries = patient.machine.libraries()
        let old = libraries.compactMap { library -> Finding? in
            guard let least = Self.oldest[library.name], Self.isOlder(library.version, than: least) else { return nil }
            return .wrong(
                "\(library.name) is \(library.version), older than \(least)",
                why: "nobody has tested Souk with it, and what it lacks shows in the middle of the work",
                mend: "install a newer one, or run the shop on a newer system")
        }
        if !old.isEmpty { return old }
        return [.good(libraries.map { "\($0.name) \($0.version)" }.joined(separator: ", "))]
    }

    static func isOlder(_ version: String, than other: String) -> Bool {
        numbers(version).lexicographicallyPrecedes(numbers(other))
    }

    private static func numbers(_ version: String) -> [Int] {
        version.split(separator: ".").map { Int($0.prefix { $0.isNumber }) ?? 0 }
    }
}
