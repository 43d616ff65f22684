import Glibc

/// Held while a command works in a shop that it does not have to itself, and by whoever takes the shop's files away.
///
/// The lock of ``DataDirectory`` keeps shops apart from one another, and lets commands look in. This one keeps such
/// commands apart from `souk restore` and `souk clear`: with files that have other names by now, or none, they would
/// read the old shop, or write logs beside the new one.
struct VisitLock: Sendable {
    enum Kind: Sendable {
        /// With other visitors.
        case shared
        /// With nobody.
        case alone
    }

    struct Refused: Error, CustomStringConvertible {
        let path: String
        let kind: Kind

        var description: String {
            switch kind {
            case .shared: "souk restore or souk clear is at work on \(path): wait until it has ended"
            case .alone: "another command looks at the shop in \(path): wait until it has ended"
            }
        }
    }

    static let fileName = "visitors"

    private let descriptor: Int32

    /// - Parameter folder: the shop's. Where there is none, nothing can be taken away.
    init(_ folder: String, _ kind: Kind) throws {
        let path = "\(folder)/\(Self.fileName)"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw FileFailure(path) }
            return
        }
        guard flock(descriptor, (kind == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 else {
            close(descriptor)
            throw Refused(path: folder, kind: kind)
        }
    }

    func release() {
        if descriptor >= 0 { close(descriptor) }
    }
}
