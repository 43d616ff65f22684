/// How long to wait before the next attempt to connect: longer each time, and never as long as everybody else.
struct BackOff {
    private static let first: UInt64 = 50
    private static let longest: UInt64 = 2_000

    private var delay = first
    private(set) var retryAt: UInt64 = 0

    mutating func failed(now: UInt64) {
        retryAt = now + UInt64.random(in: delay / 2...delay)
        delay = min(delay * 2, Self.longest)
    }

    mutating func succeeded() {
        self = BackOff()
    }
}
