import FoundationEssentials
import Glibc

/// The file systems that are mounted, as Linux lists them.
struct MountTable: Sendable {
    /// A place is bytes: the system knows no letters that are written in two ways.
    private let mounts: [(place: [UInt8], kind: String)]

    init(_ text: String) {
        mounts = text.utf8.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let fields = line.split(separator: UInt8(ascii: " "))
            guard fields.count > 2 else { return nil }
            return (Self.unescaped(Array(fields[1])), String(Substring(fields[2])))
        }
    }

    /// The kind of the innermost mount that a path lies in; of a path that is not there yet, where it will lie.
    func kind(of path: String) -> String? { kind(at: Self.resolved(path)) }

    /// The kind of the innermost mount that a whole path, without links, lies in.
    func kind(at path: String) -> String? {
        let path = Array(path.utf8)
        let inside = mounts.filter { mount in
            mount.place == Self.root || path == mount.place || path.starts(with: mount.place + Self.root)
        }
        // Of two mounts on one place the later one is seen.
        return inside.enumerated().max { ($0.element.place.count, $0.offset) < ($1.element.place.count, $1.offset) }?
            .element.kind
    }

    private static let root = [UInt8(ascii: "/")]

    /// A blank, a line's end or a backslash in a name is written as its number: a backslash and three octal digits.
    private static func unescaped(_ text: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = text[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            if byte == UInt8(ascii: "\\"), digits.count == 3, digits.allSatisfy({ (0x30...0x37).contains($0) }),
                let escaped = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
            {
                bytes.append(escaped)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
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
