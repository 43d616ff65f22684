public import Endpoints

extension Constraint where Value == String {
    /// Letters, digits and `@ . + - _`, at most 150.
    public static var username: Constraint {
        .pattern("^[A-Za-z0-9@.+_-]{1,150}$", "has 1 to 150 letters, digits and @ . + - _") { value in
            (1...150).contains(value.utf8.count) && value.utf8.allSatisfy(isUsernameByte)
        }
    }

    private static func isUsernameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "@"), UInt8(ascii: "."), UInt8(ascii: "+"),
            UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
