import Values

/// What a visitor does next: one request each.
enum Errand: String, CaseIterable, Sendable {
    case browse, search, cart, order, staff
}

/// How often each errand is run, beside the others.
struct Mix: Sendable {
    static let standard = "browse=10,search=3,cart=3,order=1,staff=0.2"

    private var shares: [(errand: Errand, share: Double)] = []

    /// Reads what is written as ``standard``; nil if it makes no sense.
    init?(_ text: String) {
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let pair = part.split(separator: "=", omittingEmptySubsequences: false)
            guard pair.count == 2, let errand = Errand(rawValue: String(pair[0])), let share = Double(pair[1]),
                share >= 0, share.isFinite, !shares.contains(where: { $0.errand == errand })
            else { return nil }
            shares.append((errand, share))
        }
        guard shares.contains(where: { $0.share > 0 }) else { return nil }
    }

    func pick(_ chance: inout SplitMix64) -> Errand {
        var place = Double.random(in: 0..<shares.reduce(0) { $0 + $1.share }, using: &chance)
        for (errand, share) in shares {
            if place < share { return errand }
            place -= share
        }
        return shares[0].errand
    }
}

extension SplitMix64 {
    /// True in `percent` of a hundred cases.
    mutating func happens(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}
