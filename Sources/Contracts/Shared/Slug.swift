public import Endpoints

extension Constraint where Value == String {
    /// Lower-case letters, digits and single hyphens between them.
    public static var slug: Constraint {
        .pattern("^[a-z0-9]+(-[a-z0-9]+)*$", "has lower-case letters, digits and single hyphens between them") {
            value in
            let parts = value.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
            return value.utf8.count <= 200
                && parts.allSatisfy { part in
                    !part.isEmpty
                        && part.allSatisfy { byte in
                            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                        }
                }
        }
    }
}
