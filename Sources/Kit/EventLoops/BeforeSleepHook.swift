/// A registration made by `EventLoop.onBeforeSleep`. Belongs to its loop.
public final class BeforeSleepHook {
    let body: () -> Bool
    private(set) var removed = false

    init(_ body: @escaping () -> Bool) { self.body = body }

    /// The loop does not call the hook again.
    public func remove() { removed = true }
}
