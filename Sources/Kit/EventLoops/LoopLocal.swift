import Synchronization

/// One value for each loop, made when the loop first asks for it: how pools, clients, caches and encoders stay
/// where they are used, without a lock.
public final class LoopLocal<Value>: Sendable {
    private final class Box {
        var value: Value

        init(_ value: Value) { self.value = value }
    }

    private let slot: Int
    private let make: @Sendable (EventLoop) -> Value
    private let holders = Lock<[EventLoop]>([])

    public init(_ make: @escaping @Sendable (EventLoop) -> Value) {
        slot = nextLoopLocalSlot.wrappingAdd(1, ordering: .relaxed).oldValue
        self.make = make
    }

    deinit {
        let slot = slot
        for loop in holders.withLock({ $0 }) { loop.execute { loop.locals[slot] = nil } }
    }

    /// The value of the loop that this code runs on. To be asked on a loop only.
    public var value: Value {
        get { box.value }
        set { box.value = newValue }
    }

    /// The value of the loop that this code runs on; nil off any loop.
    public var valueIfOnLoop: Value? { EventLoop.current.map { box(of: $0).value } }

    /// Changes the value in place.
    public func withValue<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        try body(&box.value)
    }

    private var box: Box {
        guard let loop = EventLoop.current else { preconditionFailure("a LoopLocal was asked off any event loop") }
        return box(of: loop)
    }

    private func box(of loop: EventLoop) -> Box {
        if slot < loop.locals.count, let found = loop.locals[slot] { return unsafeDowncast(found, to: Box.self) }
        let box = Box(make(loop))
        while loop.locals.count <= slot { loop.locals.append(nil) }
        loop.locals[slot] = box
        holders.withLock { $0.append(loop) }
        return box
    }
}

private let nextLoopLocalSlot = Atomic<Int>(0)
