/// How long many requests took, in buckets that are 3% wide: as small after a billion as after one.
struct Latencies: Sendable {
    private static let steps = 32
    private static let octaves = 32
    private var counts = [Int](repeating: 0, count: steps * octaves)
    private(set) var count = 0

    mutating func note(_ duration: Duration) {
        counts[Self.bucket(duration.wholeMicroseconds)] += 1
        count += 1
    }

    /// The time within which this share of all requests was answered, in milliseconds; nil without any.
    func milliseconds(within share: Double) -> Double? {
        guard count > 0 else { return nil }
        let wanted = max(1, Int((Double(count) * share).rounded(.up)))
        var seen = 0
        for (bucket, inBucket) in counts.enumerated() where inBucket > 0 {
            seen += inBucket
            if seen >= wanted { return Double(Self.upperBound(bucket)) / 1000 }
        }
        return nil
    }

    /// The first 32 microseconds have a bucket each, then each octave has 32.
    private static func bucket(_ microseconds: Int) -> Int {
        guard microseconds >= steps else { return max(0, microseconds) }
        let octave = Int.bitWidth - microseconds.leadingZeroBitCount - steps.trailingZeroBitCount
        let step = (microseconds >> (octave - 1)) - steps
        return min(octave * steps + step, steps * octaves - 1)
    }

    private static func upperBound(_ bucket: Int) -> Int {
        let (octave, step) = bucket.quotientAndRemainder(dividingBy: steps)
        return octave == 0 ? step + 1 : (steps + step + 1) << (octave - 1)
    }
}

extension Duration {
    var wholeMicroseconds: Int {
        let (seconds, attoseconds) = components
        return Int(clamping: seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000)
    }

    var inSeconds: Double { Double(wholeMicroseconds) / 1_000_000 }
}
