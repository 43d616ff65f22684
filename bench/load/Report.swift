import JSON

/// What came of a load.
struct Report: Codable, Sendable {
    struct Kind: Codable, Sendable {
        var name: String
        var count: Int
        /// Answers a second.
        var rate: Double
        var medianMilliseconds: Double
        var p99Milliseconds: Double
        var errors: Int
    }

    var seconds: Double
    /// Over all kinds, the warm-up included.
    var errors: Int
    var kinds: [Kind]
    var examples: [String]

    func json() throws -> String {
        String(decoding: try JSONEncoding.encode(self), as: UTF8.self)
    }

    var table: String {
        let total = kinds.reduce(0) { $0 + $1.rate }
        let rows = kinds.map { kind in
            [
                kind.name, tenths(kind.rate), tenths(kind.medianMilliseconds), tenths(kind.p99Milliseconds),
                "\(kind.errors)",
            ]
        }
        let lines =
            [["", "a second", "p50 ms", "p99 ms", "errors"]] + rows + [["all", tenths(total), "", "", "\(errors)"]]
        let text = lines.map { cells in
            cells.enumerated().map { padded($1, to: 12, left: $0 == 0) }.joined()
        }
        return (text + examples.map { "  \($0)" }).joined(separator: "\n")
    }

    private func tenths(_ number: Double) -> String {
        let value = Int((number * 10).rounded())
        return "\(value / 10).\(value % 10)"
    }

    private func padded(_ text: String, to width: Int, left: Bool) -> String {
        let space = String(repeating: " ", count: max(0, width - text.count))
        return left ? text + space : space + text
    }
}
