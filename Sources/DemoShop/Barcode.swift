/// EAN-13 numbers out of the range 20 to 29, which no maker in the world is given.
enum Barcode {
    static func inStore(shelf: Int, number: Int) -> String {
        let digits = "2\(padded(shelf, to: 3))\(padded(number, to: 8))"
        return digits + String(checkDigit(of: digits))
    }

    static func checkDigit(of digits: some StringProtocol) -> Int {
        var sum = 0
        for (position, byte) in digits.utf8.enumerated() {
            sum += Int(byte - 0x30) * (position.isMultiple(of: 2) ? 1 : 3)
        }
        return (10 - sum % 10) % 10
    }
}

/// The number in decimal digits, filled up with zeros on the left.
func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
