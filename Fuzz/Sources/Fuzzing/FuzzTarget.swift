/// A parser of ours, or a few small ones, under bytes that a fuzzer makes up.
protocol FuzzTarget: SendableMetatype {
    /// As it is called on the command line, and as its folder of seeds is.
    static var name: String { get }

    /// Reads the input and checks what has to hold of every input, by ``expect(_:_:)``.
    static func run(_ input: FuzzInput)
}
