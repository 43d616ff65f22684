import Security
import ServiceKit

/// Whether the file of public keys has those of all services, and among them the keys that this process signs with.
struct PeerKeysCheck: DoctorCheck {
    let title = "Keys of the services"

    private static let remedy = "souk keys --cluster FOLDER makes what is missing; copy its peers.json to every machine"

    func findings(in patient: Patient) async -> [Finding] {
        guard let path = patient.read(Settings.peerKeysFile) else { return [] }
        let keys: [VerificationKey]
        do {
            keys = try PeerKeysFile(path: path).load()
        } catch {
            return [
                .wrong(
                    "\(error)", why: "souk does not start without the public keys of all services",
                    mend: Self.remedy)
            ]
        }
        let missing = Settings.storingServices.filter { service in !keys.contains { $0.owner == service } }
        var findings: [Finding] = []
        if !missing.isEmpty {
            findings.append(
                .wrong(
                    "\(path) holds no key of \(missing.joined(separator: ", "))", why: "their calls are refused",
                    mend: Self.remedy))
        }
        findings += patient.serving.compactMap { own($0, among: keys, path, patient) }
        return findings.isEmpty ? [.good("\(path) holds the keys of all services, and this process's own")] : findings
    }

    private func own(_ service: String, among keys: [VerificationKey], _ path: String, _ patient: Patient) -> Finding? {
        let paths = patient.serviceKeyPaths
        let file = paths.first { $0.hasSuffix("/\(service).pem") } ?? (paths.count == 1 ? paths[0] : nil)
        // What is wrong with the file itself is told beside other files.
        guard let file, let key = try? SigningKey(contentsOf: file, owner: service) else { return nil }
        guard !keys.contains(where: { $0.id == key.id && $0.owner == service }) else { return nil }
        return .wrong(
            "the key in \(file) is none of those that \(path) has for \(service)",
            why: "others would refuse what it calls them for, and souk does not start with it",
            mend: "bring the newest peers.json to this machine; if this key is not \(service)'s, its own as well")
    }
}
