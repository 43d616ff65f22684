import Glibc

/// How many files and connections the system lets this process have open.
enum DescriptorLimit {
    /// Kept for databases, logs and everything else that is no client's connection.
    private static let reserve = 256

    /// Takes all that the system grants: the limit at the start is one for programs that hold a handful of files.
    /// - Returns: how many connections that leaves room for.
    static func raise() -> Int {
        let kind = Int32(bitPattern: RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(kind, &limit) == 0 else { return reserve }
        if limit.rlim_cur < limit.rlim_max {
            let wanted = rlimit(rlim_cur: limit.rlim_max, rlim_max: limit.rlim_max)
            if withUnsafePointer(to: wanted, { setrlimit(kind, $0) }) == 0 { limit = wanted }
        }
        return max(reserve, Int(clamping: limit.rlim_cur) - reserve)
    }
}
