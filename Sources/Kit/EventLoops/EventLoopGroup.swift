import CUV
import Glibc
import Synchronization

/// The loops of a process, one thread each.
public final class EventLoopGroup: Sendable {
    public let loops: [EventLoop]

    /// Raised when the process is asked to end; services wait for it.
    public let shutdownSignal = ShutdownSignal()

    private let threads: [SystemThread]
    private let turn = Atomic<Int>(0)
    private let isDown = Lock(false)

    /// As many loops as this process may use cores.
    public static var coreCount: Int { max(1, Int(uv_available_parallelism())) }

    /// Starts the loops and their threads.
    public init(count: Int = EventLoopGroup.coreCount) throws(EventLoopError) {
        precondition(count > 0, "a group needs at least one loop")
        var loops: [EventLoop] = []
        var threads: [SystemThread] = []
        for index in 0..<count {
            let loop = try EventLoop(index: index)
            loops.append(loop)
            threads.append(try SystemThread(name: "loop-\(index)") { loop.run() })
        }
        self.loops = loops
        self.threads = threads
    }

    /// The loops in turn.
    public func next() -> EventLoop {
        let turn = self.turn.wrappingAdd(1, ordering: .relaxed).oldValue
        return loops[Int(UInt(bitPattern: turn) % UInt(loops.count))]
    }

    /// The loop that this code runs on if it is one of ours, else the next in turn.
    public var any: EventLoop {
        if let current = EventLoop.current, loops.indices.contains(current.index), loops[current.index] === current {
            return current
        }
        return next()
    }

    /// Ends the loops and joins their threads. Not to be called from one of them; calling twice does nothing.
    ///
    /// Tasks that still wait for something on a loop are not resumed: whoever started them ends them before.
    public func shutdown() {
        precondition(
            !loops.contains { $0.isCurrent }, "a loop cannot wait for its own end: shut down from another thread")
        let first = isDown.withLock { isDown in
            defer { isDown = true }
            return !isDown
        }
        guard first else { return }
        for loop in loops { loop.stop() }
        for thread in threads { thread.join() }
    }
}
