import EventLoops

/// The loop of those who call from no loop: tests, and code on threads of its own. It is started when it is first needed
/// and lives as long as the process.
enum ProcessLoop {
    private static let group = Result { try EventLoopGroup(count: 1) }

    static let loop = group.map { $0.loops[0] }
}
