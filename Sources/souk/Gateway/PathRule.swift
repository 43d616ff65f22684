/// Paths that belong together: one, or one with all that lies below it. A final slash makes no difference.
enum PathRule: Hashable, Sendable {
    case exactly(String)
    case below(String)

    /// The ways to write the path itself.
    var whole: [String] {
        switch self {
        case .exactly("/"), .below("/"): ["/"]
        case .exactly(let path): [path, path + "/"]
        case .below(let path): [path]
        }
    }

    /// How everything else begins; nil where nothing else is meant.
    var beginning: String? {
        switch self {
        case .exactly: nil
        case .below(let path): path == "/" ? path : path + "/"
        }
    }

    func matches(_ path: String) -> Bool {
        whole.contains(path) || beginning.map(path.hasPrefix) == true
    }
}
