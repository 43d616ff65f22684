public import HTTP

extension ETag {
    /// The tag of a row that counts its versions: cheap to know before the row is encoded.
    ///
    /// - Parameter parts: whatever else the answer depends on, such as who may see what in it.
    public init(version: some BinaryInteger, of id: some CustomStringConvertible, _ parts: String...) {
        self.init((["\(id)", "v\(version)"] + parts).joined(separator: "."))
    }
}
