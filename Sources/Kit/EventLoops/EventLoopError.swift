import CUV

/// The operating system refused something that the event loop needs.
public struct EventLoopError: Error, Sendable, CustomStringConvertible {
    public let operation: String
    public let code: Int32

    public var description: String { "\(operation): \(String(cString: uv_strerror(code)))" }
}

func check(_ status: Int32, _ operation: String) throws(EventLoopError) {
    guard status < 0 else { return }
    throw EventLoopError(operation: operation, code: status)
}
