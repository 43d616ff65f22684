/// What was sent and waits for replies, which come in the order of the commands.
struct BatchesUnderWay {
    /// Nil where the replies have come.
    private var batches: [RedisBatch?] = []
    private var settled = 0
    private var commands = 0
    private var bytes = 0

    var isEmpty: Bool { settled == batches.count }

    var oldest: RedisBatch? { isEmpty ? nil : batches[settled] }

    func hasRoom(for batch: RedisBatch, _ configuration: RedisConfiguration) -> Bool {
        commands + batch.commandCount <= configuration.commandLimit
            && bytes + batch.byteCount <= configuration.byteLimit
    }

    mutating func append(_ batch: RedisBatch) {
        batches.append(batch)
        commands += batch.commandCount
        bytes += batch.byteCount
    }

    mutating func removeOldest() {
        guard let batch = oldest else { return }
        commands -= batch.commandCount
        bytes -= batch.byteCount
        batches[settled] = nil
        settled += 1
        if isEmpty {
            batches.removeAll(keepingCapacity: true)
            settled = 0
        } else if settled >= 1024 {
            batches.removeFirst(settled)
            settled = 0
        }
    }

    mutating func failAll(with error: RedisError) {
        let failed = batches
        self = BatchesUnderWay()
        for batch in failed { batch?.finish(.failure(error)) }
    }
}
