import CUV
import Glibc
import Synchronization

/// A thread of the operating system, for work that blocks.
public final class SystemThread: Sendable {
    private let thread: pthread_t
    private let isJoined = Atomic<Bool>(false)

    private final class Start {
        let name: String
        let body: @Sendable () -> Void

        init(_ name: String, _ body: @escaping @Sendable () -> Void) { (self.name, self.body) = (name, body) }
    }

    /// Starts the thread. The system shows the first 15 bytes of the name.
    public init(name: String, _ body: @escaping @Sendable () -> Void) throws(EventLoopError) {
        let start = Unmanaged.passRetained(Start(name, body))
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                shim_name_thread(start.name)
                start.body()
                return nil
            }, start.toOpaque())
        guard status == 0 else {
            start.release()
            throw EventLoopError(operation: "start thread \(name)", code: -status)
        }
        self.thread = thread
    }

    /// Waits until the thread has ended. To be called once.
    public func join() {
        guard !isJoined.exchange(true, ordering: .relaxed) else { return }
        pthread_join(thread, nil)
    }

    deinit {
        // Nobody will wait for it any more: the system shall take back its stack when it ends.
        if !isJoined.load(ordering: .relaxed) { pthread_detach(thread) }
    }
}
