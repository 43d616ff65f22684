import Contracts
import Values

/// The numbers of a product's pictures as a query brings them, and the addresses made of them.
enum ProductImages {
    /// Reads numbers with commas between them, and sorts them.
    static func numbers(_ text: UnsafeBufferPointer<UInt8>) -> [UInt64] {
        var numbers: [UInt64] = []
        var number: UInt64 = 0
        for byte in text {
            if byte == UInt8(ascii: ",") {
                numbers.append(number)
                number = 0
            } else {
                number = number &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
            }
        }
        numbers.append(number)
        if numbers.count > 1 { numbers.sort() }
        return numbers
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
