/// What this process has invalidated and the server has not confirmed. Until then nobody in this process takes anything
/// from the cache that it concerns, except over the connection that it was sent over: there it comes first.
struct Invalidations {
    typealias Connection = ObjectIdentifier

    /// Where there is more to remember, everything is invalidated.
    let limit: Int
    /// Stands for everything: each look names it.
    let everything: String

    /// Grows with each invalidation.
    private(set) var generation: UInt64 = 0
    private var waiting: Set<String> = []
    /// What was sent and not confirmed, and over which connections, as often as it was.
    private var underWay: [String: [Connection]] = [:]
    private var isSendingDue = false

    var count: Int { waiting.count + underWay.count }

    init(everything: String, limit: Int = 10_000) {
        self.everything = everything
        self.limit = limit
    }

    /// Whether a value that belongs to these names must not be looked for over this connection.
    func concern(_ names: [String], over connection: Connection?) -> Bool {
        guard !waiting.isEmpty || !underWay.isEmpty else { return false }
        return names.contains { name in
            waiting.contains(name) || underWay[name]?.contains { $0 != connection } == true
        }
    }

    /// - Returns: whether somebody has to send what waits; all that comes until then goes with it.
    mutating func add(_ names: [String]) -> Bool {
        generation += 1
        keep(names)
        defer { isSendingDue = true }
        return !isSendingDue
    }

    /// Gives out what waits, to be settled once the server has confirmed it or failed to.
    mutating func take(over connection: Connection) -> [String] {
        isSendingDue = false
        let names = Array(waiting)
        waiting = []
        for name in names { underWay[name, default: []].append(connection) }
        return names
    }

    mutating func settle(_ names: [String], over connection: Connection, isConfirmed: Bool) {
        for name in names {
            guard var sent = underWay[name], let place = sent.firstIndex(of: connection) else { continue }
            sent.remove(at: place)
            underWay[name] = sent.isEmpty ? nil : sent
        }
        if !isConfirmed { keep(names) }
    }

    private mutating func keep(_ names: [String]) {
        waiting.formUnion(names)
        if waiting.count > limit { waiting = [everything] }
    }
}
