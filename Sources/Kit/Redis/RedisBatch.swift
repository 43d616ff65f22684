/// Commands that were sent together, and what becomes of them. Belongs to a loop.
final class RedisBatch {
    typealias Outcome = Result<[RedisReply], RedisError>

    let commandCount: Int
    let byteCount: Int
    let sentAt = ContinuousClock.now
    private var replies: [RedisReply] = []
    private var completion: ((Outcome) -> Void)?

    init(_ commands: [RedisCommand], _ completion: @escaping (Outcome) -> Void) {
        commandCount = commands.count
        byteCount = commands.reduce(0) { $0 + $1.bytes.count }
        replies.reserveCapacity(commands.count)
        self.completion = completion
    }

    /// - Returns: whether that was the last one.
    func take(_ reply: RedisReply) -> Bool {
        replies.append(reply)
        guard replies.count == commandCount else { return false }
        finish(.success(replies))
        return true
    }

    /// Tells whoever waits for it, once.
    func finish(_ outcome: Outcome) {
        guard let completion else { return }
        self.completion = nil
        replies = []
        completion(outcome)
    }
}
