import FoundationEssentials
import Glibc

/// The file systems that are mounted, as Linux lists them.
struct MountTable: Sendable {
    private let mounts: [(place: String, kind: String)]

    init(_ text: String) {
        mounts = text.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            guard fields.count > 2 else { return nil }
            // A blank in a name is written as its number.
            return (String(fields[1]).replacing("\\040", with: " "), String(fields[2]))
        }
    }

    /// The kind of the innermost mount that a path lies in; of a path that is not there yet, where it will lie.
    func kind(of path: String) -> String? {
        let full = Self.resolved(path)
        let inside = mounts.filter { mount in
            mount.place == "/" || full == mount.place || full.hasPrefix(mount.place + "/")
        }
        // Of two mounts on one place the later one is seen.
        return inside.enumerated().max { ($0.element.place.count, $0.offset) < ($1.element.place.count, $1.offset) }?
            .element.kind
    }

    private static func resolved(_ path: String) -> String {
        var path = path
        while true {
            if let pointer = realpath(path, nil) {
                defer { free(pointer) }
                return String(cString: pointer)
            }
            guard let slash = path.lastIndex(of: "/") else { return FileManager.default.currentDirectoryPath }
            path = slash == path.startIndex ? "/" : String(path[..<slash])
        }
    }
}
