import CUV

/// A timer of a loop: armed any number of times, fires once for each. Belongs to its loop.
public final class LoopTimer: LoopHandle, @unchecked Sendable {
    var body: () -> Void

    private var timer: UnsafeMutablePointer<uv_timer_t> {
        UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_timer_t.self)
    }

    init(on loop: EventLoop, _ body: @escaping () -> Void) {
        self.body = body
        super.init(on: loop, size: MemoryLayout<uv_timer_t>.size)
        uv_timer_init(loop.uv, timer)
        adopt()
    }

    /// Fires once after `delay`, never earlier, up to two milliseconds later. Arming again replaces the earlier time.
    public func arm(after delay: Duration) {
        let (seconds, attoseconds) = delay.components
        let rest = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        let milliseconds = seconds < 0 || rest < 0 ? 0 : UInt64(seconds) * 1000 + UInt64(rest)
        // The loop counts whole milliseconds: the one that has begun may be nearly over.
        arm(milliseconds: milliseconds == 0 ? 0 : milliseconds + 1)
    }

    /// Fires once after so many milliseconds.
    public func arm(milliseconds: UInt64) {
        loop.preconditionOnLoop()
        guard !isClosed else { return }
        // The loop's idea of now is as old as this round; without this a timer armed late in it fires early.
        uv_update_time(loop.uv)
        uv_timer_start(
            timer,
            { handle in
                (LoopHandle.owner(of: handle?.pointee.data) as? LoopTimer)?.body()
            }, milliseconds, 0)
    }

    /// Does not fire until it is armed again.
    public func disarm() {
        guard !isClosed else { return }
        uv_timer_stop(timer)
    }

    override func forget() { body = {} }
}
