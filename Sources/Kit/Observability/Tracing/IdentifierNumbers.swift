import EventLoops
import Glibc

/// Random numbers for identifiers of traces, which need to be distinct rather than secret.
///
/// Each request takes three. Fetched one by one from the kernel they cost a tenth of a short answer; so they come by
/// the dozen.
enum IdentifierNumbers {
    private static let numbers = Lock<[UInt64]>([])
    private static let supply = 32

    /// The next number, never zero.
    static func next() -> UInt64 {
        numbers.withLock { numbers in
            while true {
                if numbers.isEmpty { refill(&numbers) }
                if let number = numbers.popLast(), number != 0 { return number }
            }
        }
    }

    private static func refill(_ numbers: inout [UInt64]) {
        numbers.append(contentsOf: repeatElement(0, count: supply))
        // At most 256 bytes are given at once, and those are given whole.
        guard numbers.withUnsafeMutableBytes({ getentropy($0.baseAddress, $0.count) }) != 0 else { return }
        var generator = SystemRandomNumberGenerator()
        for index in numbers.indices { numbers[index] = generator.next() }
    }
}
