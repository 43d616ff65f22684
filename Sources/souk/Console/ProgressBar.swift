import Values

/// Says how far a long command is: a bar on a terminal, a line each tenth elsewhere.
struct ProgressBar {
    private let title: String
    private let total: Int
    private let isTerminal: Bool
    private var done = 0
    private var shown = -1

    init(_ title: String, total: Int, isTerminal: Bool = Console.isTerminal) {
        self.title = title
        self.total = max(total, 1)
        self.isTerminal = isTerminal
    }

    mutating func advance(by count: Int = 1) {
        done = min(done + count, total)
        let step = done * (isTerminal ? 100 : 10) / total
        guard step != shown else { return }
        shown = step
        if isTerminal {
            let filled = done * 40 / total
            let bar = String(repeating: "█", count: filled) + String(repeating: "·", count: 40 - filled)
            Console.put("\r\(title) \(bar) \(done)/\(total)\(done == total ? "\n" : "")")
        } else if step > 0 {
            Console.line("\(title): \(done)/\(total)")
        }
    }
}
