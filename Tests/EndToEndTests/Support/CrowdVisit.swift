import Glibc
import TestSupport

/// The life of a crowd on its thread.
struct CrowdVisit {
    private struct Client {
        var descriptor: Int32
        var due: ContinuousClock.Instant
        var asked: (path: String, at: ContinuousClock.Instant)?
        var bytes: [UInt8] = []
    }

    private let crowd: Crowd
    private let clock = ContinuousClock()
    private var clients: [Client] = []
    private var report = Crowd.Report()
    private var requests = 0

    init(_ crowd: Crowd) {
        self.crowd = crowd
    }

    mutating func run(until enough: (Crowd.Report) -> Bool) -> Crowd.Report {
        let begin = clock.now
        for number in 0..<crowd.size {
            // Spread over the interval, as people are.
            let due = begin + crowd.interval * number / crowd.size
            clients.append(Client(descriptor: LoopbackSocket.connected(to: crowd.port), due: due))
        }
        while !enough(report), clients.contains(where: { $0.descriptor >= 0 }) {
            askWhoIsDue()
            readWhatIsThere()
        }
        // What is under way is waited for.
        let end = clock.now + .seconds(10)
        while clients.contains(where: { $0.asked != nil }), clock.now < end { readWhatIsThere() }
        for client in clients where client.descriptor >= 0 { close(client.descriptor) }
        return report
    }

    private mutating func askWhoIsDue() {
        let now = clock.now
        for index in clients.indices where clients[index].descriptor >= 0 && clients[index].asked == nil {
            guard clients[index].due <= now else { continue }
            requests += 1
            let path = crowd.path(requests)
            clients[index].asked = (path, now)
            clients[index].bytes = []
            clients[index].due = max(clients[index].due + crowd.interval, now)
            LoopbackSocket.send("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", on: clients[index].descriptor)
        }
    }

    private mutating func readWhatIsThere() {
        var waiting = clients.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        guard poll(&waiting, nfds_t(waiting.count), 2) > 0 else { return }
        for index in clients.indices where clients[index].descriptor >= 0 && waiting[index].revents != 0 {
            guard let bytes = LoopbackSocket.receive(on: clients[index].descriptor) else {
                ended(index)
                continue
            }
            clients[index].bytes += bytes
            let answer = RawAnswer(bytes: clients[index].bytes, isClosed: false)
            if answer.isWhole { heard(answer, by: index) }
        }
    }

    private mutating func heard(_ answer: RawAnswer, by index: Int) {
        if let asked = clients[index].asked {
            report.milliseconds.append((clock.now - asked.at) / .milliseconds(1))
            report.statuses[answer.status ?? 0, default: 0] += 1
        }
        clients[index].asked = nil
        if answer.field("Connection") == "close" { reconnect(index) }
    }

    private mutating func ended(_ index: Int) {
        switch clients[index].asked {
        case nil: report.closedBetween += 1
        case let asked? where clients[index].bytes.isEmpty: report.unanswered.append(asked.path)
        case let asked?: report.cut.append(asked.path)
        }
        clients[index].asked = nil
        reconnect(index)
    }

    private mutating func reconnect(_ index: Int) {
        close(clients[index].descriptor)
        clients[index].descriptor = LoopbackSocket.connected(to: crowd.port)
        if clients[index].descriptor < 0 { report.turnedAway += 1 }
    }
}
