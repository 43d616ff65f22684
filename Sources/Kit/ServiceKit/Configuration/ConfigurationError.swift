/// What is wrong with the configuration, every fault at once and each by the name of its variable.
public struct ConfigurationError: Error, Equatable, CustomStringConvertible {
    /// One thing that is wrong.
    public struct Fault: Sendable, Equatable {
        /// The variable or flag.
        public let name: String
        /// What is wrong with it, without its value if that is a secret.
        public let message: String

        /// Makes a fault.
        public init(name: String, message: String) {
            self.name = name
            self.message = message
        }
    }

    /// All that is wrong, in the order in which it was found.
    public let faults: [Fault]

    /// Makes an error of faults.
    public init(_ faults: [Fault]) {
        self.faults = faults
    }

    /// Makes an error of one fault.
    public init(_ name: String, _ message: String) {
        self.init([Fault(name: name, message: message)])
    }

    public var description: String {
        faults.map { "\($0.name): \($0.message)" }.joined(separator: "\n")
    }
}
