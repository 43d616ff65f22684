/// Writes digits and signs one behind the other into memory that has room for them: texts such as dates are made a
/// million times, and to ask an array for each byte whether it is alone would cost more than the byte.
public struct ASCIIWriter {
    private let start: UnsafeMutablePointer<UInt8>
    private let room: Int
    public private(set) var count = 0

    public init(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
        // A buffer without an address has no room either.
        start = buffer.baseAddress ?? UnsafeMutablePointer(bitPattern: 1).unsafelyUnwrapped
        room = buffer.count
    }

    @inline(__always)
    mutating func put(_ byte: UInt8) {
        precondition(count < room)
        start[count] = byte
        count += 1
    }

    @inline(__always)
    mutating func put(_ character: Unicode.Scalar) {
        put(UInt8(truncatingIfNeeded: character.value))
    }

    /// The last two digits of a number that is not negative.
    @inline(__always)
    mutating func putTwoDigits(of number: Int) {
        put(UInt8(truncatingIfNeeded: 0x30 + number / 10 % 10))
        put(UInt8(truncatingIfNeeded: 0x30 + number % 10))
    }

    public mutating func put(text: StaticString) {
        precondition(text.utf8CodeUnitCount <= room - count)
        (start + count).update(from: text.utf8Start, count: text.utf8CodeUnitCount)
        count += text.utf8CodeUnitCount
    }

    public mutating func put(_ number: UInt64) {
        var rest = number
        var divisor: UInt64 = 1
        while rest / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            put(UInt8(truncatingIfNeeded: 0x30 + rest / divisor))
            rest %= divisor
            divisor /= 10
        }
    }
}

extension [UInt8] {
    /// Appends what is written into memory that has room for so many bytes.
    mutating func append(atMost room: Int, _ write: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { buffer in
            let count = write(buffer)
            append(contentsOf: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
        }
    }
}
