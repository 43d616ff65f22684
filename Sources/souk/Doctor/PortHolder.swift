import FoundationEssentials

/// Finds out which program listens on a port, as far as the system shows it: one's own programs, or all to root.
enum PortHolder {
    static func name(of port: Int) -> String? {
        let sockets = Set(["/proc/net/tcp", "/proc/net/tcp6"].flatMap { listening(on: port, in: contents($0)) })
        guard !sockets.isEmpty else { return nil }
        for process in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
            guard process.allSatisfy(\.isNumber), holds(process, oneOf: sockets) else { continue }
            let program = contents("/proc/\(process)/comm").split(separator: "\n").first ?? "a program"
            return "\(program), process \(process)"
        }
        return nil
    }

    /// The numbers of the sockets that listen on a port, in a table of the system's.
    static func listening(on port: Int, in table: String) -> [String] {
        table.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            // Local address, state and number; 0A is listening.
            guard fields.count > 9, fields[3] == "0A", let text = fields[1].split(separator: ":").last,
                Int(text, radix: 16) == port
            else { return nil }
            return "socket:[\(fields[9])]"
        }
    }

    private static func holds(_ process: String, oneOf sockets: Set<String>) -> Bool {
        let folder = "/proc/\(process)/fd"
        let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return descriptors.contains { descriptor in
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(descriptor)")
            return target.map(sockets.contains) ?? false
        }
    }

    private static func contents(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }
}
