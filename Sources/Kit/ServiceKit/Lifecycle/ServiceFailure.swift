/// A service that could not start, or that ended with an error.
public struct ServiceFailure: Error, CustomStringConvertible {
    /// The service's name.
    public let service: String
    /// Its error.
    public let underlying: any Error

    public var description: String { "\(service): \(underlying)" }
}
