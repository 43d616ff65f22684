/// Why a server cannot start.
public enum HTTPServerError: Error, Sendable, CustomStringConvertible {
    /// Another process listens there already.
    case portTaken(address: String, port: UInt16)
    /// It is no address of this machine, or no address at all.
    case badAddress(String)
    /// The operating system refused, for instance a port below 1024.
    case cannotListen(address: String, port: UInt16, reason: String)
    /// It has been started, or shut down, before.
    case alreadyStarted

    public var description: String {
        switch self {
        case .portTaken(let address, let port):
            "port \(port) on \(address) is taken by another process"
        case .badAddress(let address):
            "\(address) is not an address of this machine"
        case .cannotListen(let address, let port, let reason):
            "cannot listen on \(address), port \(port): \(reason)"
        case .alreadyStarted:
            "the server has been started before"
        }
    }
}
