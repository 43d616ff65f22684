/// What is wrong with one field of the content or one parameter of the request.
public struct FieldError: Hashable, Sendable {
    /// Where the mistake is.
    public enum Location: Hashable, Sendable {
        /// A JSON pointer into the body, as `/items/0/quantity`.
        case pointer(String)
        /// The name of a parameter of the path, the query or the header.
        case parameter(String)
    }

    public let location: Location
    public let code: String
    public let message: String

    public init(_ location: Location, code: String, message: String) {
        self.location = location
        self.code = code
        self.message = message
    }

    /// The mistake as a sentence for people: `limit: must lie between 1 and 100.`
    public var sentence: String {
        switch location {
        case .pointer(""): "\(message)."
        case .pointer(let name), .parameter(let name): "\(name): \(message)."
        }
    }

    public init(pointer: String, code: String, message: String) {
        self.init(.pointer(pointer), code: code, message: message)
    }

    public init(parameter: String, code: String, message: String) {
        self.init(.parameter(parameter), code: code, message: message)
    }
}
