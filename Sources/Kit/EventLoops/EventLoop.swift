import CUV
import Glibc

/// One thread that polls sockets and timers and runs the Swift tasks started on it.
///
/// The loop is an executor: an async handler started by `spawn` runs on the loop's thread from its first line to its
/// last, so what belongs to the loop needs no lock. Code that starts a bare `Task` leaves it; use `spawn`.
///
/// Everything but the queue of work that other threads hand over is touched on the loop's own thread only, which
/// `preconditionOnLoop` checks: that is why the class may call itself `Sendable`.
public final class EventLoop: TaskExecutor, SerialExecutor, @unchecked Sendable {
    /// The place of this loop in its group.
    public let index: Int

    let uv: UnsafeMutablePointer<uv_loop_t> = .allocate(capacity: 1)
    private let wake: UnsafeMutablePointer<uv_async_t> = .allocate(capacity: 1)
    private let prepare: UnsafeMutablePointer<uv_prepare_t> = .allocate(capacity: 1)
    private let idle: UnsafeMutablePointer<uv_idle_t> = .allocate(capacity: 1)
    private let handedOver = Lock(HandedOver())
    private var waiting: [LoopWork] = []
    private var running: [LoopWork] = []
    private var hooks: [BeforeSleepHook] = []
    private var spareTimers: [LoopTimer] = []
    private var stopping = false
    private var idling = false
    var locals: [AnyObject?] = []

    private struct HandedOver {
        var work: [LoopWork] = []
        var closed = false
    }

    /// After so many rounds of jobs the sockets are looked at again, so that a task that yields in a loop starves
    /// nobody.
    private static let roundsBeforePolling = 16
    private static let spareTimerLimit = 1024

    init(index: Int) throws(EventLoopError) {
        self.index = index
        try check(uv_loop_init(uv), "uv_loop_init")
        let this = Unmanaged.passUnretained(self).toOpaque()
        try check(uv_async_init(uv, wake) { _ in }, "uv_async_init")
        uv_idle_init(uv, idle)
        uv_prepare_init(uv, prepare)
        uv_prepare_start(prepare) { handle in
            guard let loop = handle?.pointee.loop.pointee.data else { return }
            Unmanaged<EventLoop>.fromOpaque(loop).takeUnretainedValue().beforeSleep()
        }
        uv.pointee.data = this
        // These three belong to the loop itself: `LoopHandle` finds no owner in them.
        (wake.pointee.data, idle.pointee.data, prepare.pointee.data) = (nil, nil, nil)
    }

    deinit {
        wake.deallocate()
        prepare.deallocate()
        idle.deallocate()
        uv.deallocate()
    }

    // MARK: Where am I

    /// The loop whose thread runs this code, if any.
    public static var current: EventLoop? { CurrentLoop.get() }

    /// Whether this code runs on the loop's thread.
    public var isCurrent: Bool { CurrentLoop.get() === self }

    /// Stops the program when called from another thread: what belongs to a loop must not be touched from outside.
    @inline(__always)
    public func preconditionOnLoop(_ what: StaticString = #function) {
        precondition(isCurrent, "\(what) has to be called on event loop \(index)")
    }

    public func checkIsolated() { preconditionOnLoop() }

    public func isIsolatingCurrentContext() -> Bool? { isCurrent }

    // MARK: Work

    /// Starts a task that stays on this loop. It begins in the loop's next round.
    @discardableResult
    public func spawn(_ body: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
        Task(executorPreference: self) { await body() }
    }

    /// Starts a task here and now: it runs up to its first suspension before this call returns.
    @discardableResult
    public func spawnImmediately(_ body: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
        preconditionOnLoop()
        return Task.immediate(executorPreference: self) { await body() }
    }

    /// Runs `work` on the loop soon, in the order of the calls. May be called from any thread.
    public func execute(_ work: @escaping @Sendable () -> Void) {
        add(.closure(work))
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        add(.job(UnownedJob(job)))
    }

    private func add(_ work: LoopWork) {
        if isCurrent {
            waiting.append(work)
            return
        }
        handedOver.withLock { queue in
            // A loop that has ended runs nothing any more; its owner ended the tasks on it before.
            guard !queue.closed else { return }
            queue.work.append(work)
            // Under the lock, as the loop must not close the handle in between.
            if queue.work.count == 1 { uv_async_send(wake) }
        }
    }

    /// Calls `body` each time before the loop would sleep, after all waiting jobs have run.
    ///
    /// When the body answers true there is still something to do: the loop polls without sleeping and comes back.
    @discardableResult
    public func onBeforeSleep(_ body: @escaping () -> Bool) -> BeforeSleepHook {
        preconditionOnLoop()
        let hook = BeforeSleepHook(body)
        hooks.append(hook)
        return hook
    }

    private func beforeSleep() {
        var busy = false
        var rounds = 0
        repeat {
            runWaiting()
            busy = false
            for hook in hooks where !hook.removed && hook.body() { busy = true }
            rounds += 1
        } while !waiting.isEmpty && rounds < Self.roundsBeforePolling
        hooks.removeAll { $0.removed }
        if stopping {
            closeDown()
            return
        }
        stayAwake(busy || !waiting.isEmpty)
    }

    private func runWaiting() {
        handedOver.withLock { queue in
            guard !queue.work.isEmpty else { return }
            waiting.append(contentsOf: queue.work)
            queue.work.removeAll(keepingCapacity: true)
        }
        swap(&waiting, &running)
        for position in running.indices {
            switch running[position] {
            case .job(let job):
                job.runSynchronously(isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
            case .closure(let work):
                work()
            }
        }
        running.removeAll(keepingCapacity: true)
    }

    private func stayAwake(_ busy: Bool) {
        guard busy != idling else { return }
        idling = busy
        // While an idle handle is active libuv polls with a timeout of zero.
        if busy { uv_idle_start(idle) { _ in } } else { uv_idle_stop(idle) }
    }

    // MARK: Timers

    /// Makes a timer that calls `body` on the loop when its time has come. Close it when it is no longer needed.
    public func makeTimer(_ body: @escaping () -> Void) -> LoopTimer {
        preconditionOnLoop()
        return LoopTimer(on: self, body)
    }

    /// A timer out of a small store: sleeping is common and a fresh handle a detour through the loop's close phase.
    func takeTimer(_ body: @escaping () -> Void) -> LoopTimer {
        guard let timer = spareTimers.popLast() else { return makeTimer(body) }
        timer.body = body
        return timer
    }

    func giveBack(_ timer: LoopTimer) {
        timer.disarm()
        timer.body = {}
        if spareTimers.count < Self.spareTimerLimit, !stopping { spareTimers.append(timer) } else { timer.close() }
    }

    // MARK: Life

    /// The body of the loop's thread: returns after `stop`.
    func run() {
        CurrentLoop.set(self)
        uv_run(uv, UV_RUN_DEFAULT)
        // All handles are closed by now, so this can only fail for a bug in here.
        let status = uv_loop_close(uv)
        assert(status == 0, "uv_loop_close: \(status)")
        // What they let go of may ask for others.
        var ended = locals
        locals = []
        ended.removeAll()
        CurrentLoop.set(nil)
    }

    func stop() {
        execute { self.stopping = true }
    }

    private func closeDown() {
        guard !handedOver.withLock({ $0.closed }) else { return }
        handedOver.withLock { $0.closed = true }
        for _ in 0..<Self.roundsBeforePolling where !waiting.isEmpty { runWaiting() }
        spareTimers.removeAll()
        uv_walk(
            uv,
            { handle, _ in
                guard let handle, uv_is_closing(handle) == 0 else { return }
                if let owner = LoopHandle.owner(of: handle.pointee.data) {
                    owner.close()
                } else {
                    uv_close(handle, nil)
                }
            }, nil)
    }
}
