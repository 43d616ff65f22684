import FoundationEssentials
import Glibc
import Values

/// The accounts that Souk made by itself, in a file that only its owner can read.
///
/// Lines of `name = value`, so that a person, a shell and `souk demo` can all read them.
struct Credentials: Sendable {
    var values: [(name: String, value: Secret<String>)] = []

    subscript(_ name: String) -> Secret<String>? {
        get { values.first { $0.name == name }?.value }
        set {
            values.removeAll { $0.name == name }
            if let newValue { values.append((name, newValue)) }
        }
    }

    init() {}

    /// Reads the file; empty if there is none.
    init(contentsOf path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, !line.hasPrefix("#") else { continue }
            self[Self.trimmed(parts[0])] = Secret(Self.trimmed(parts[1]))
        }
    }

    /// Writes the file anew and lets it appear at once, whole, with mode 0600.
    func save(to path: String) throws {
        let text =
            "# Made by Souk. Keep it to yourself.\n"
            + values.map { "\($0.name) = \($0.value.reveal())\n" }.joined()
        let temporary = path + ".new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw DataDirectory.Unusable(path: path, reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0,
            rename(temporary, path) == 0
        else { throw DataDirectory.Unusable(path: path, reason: String(cString: strerror(errno))) }
    }

    /// A password that nobody has to remember: 120 bits in base64url.
    static func generatedPassword(_ random: RandomSource) -> Secret<String> {
        Secret(Base64URL.encode(random.bytes(15)))
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
