import Contracts
import Values

/// The numbers of a product's pictures as they stand beside it, and the addresses made of them.
enum ProductImages {
    /// Hands out numbers that stand with commas between them.
    @inline(__always)
    static func forEach(in text: UnsafeBufferPointer<UInt8>, _ take: (UInt64) -> Void) {
        var number: UInt64 = 0
        for byte in text {
            if byte == UInt8(ascii: ",") {
                take(number)
                number = 0
            } else {
                number = number &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
            }
        }
        if !text.isEmpty { take(number) }
    }

    /// The first of them.
    static func first(in text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var first: UInt64 = 0
        for byte in text {
            guard byte != UInt8(ascii: ",") else { break }
            first = first &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
        }
        return first
    }

    /// The room that ``writeURL(of:_:to:)`` needs.
    static let urlRoom = 80

    /// Writes the text of ``ImageStore/url(_:of:)``, and says how long it is.
    static func writeURL(of number: UInt64, _ id: Int64, to buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var text = ASCIIWriter(buffer)
        text.put(text: "/api/v1/products/")
        text.put(id.magnitude)
        text.put(text: "/images/")
        text.put(number)
        text.put(text: "/")
        return text.count
    }
}
