import Glibc

/// Opens one listening socket for each loop, all on the same port.
struct ListeningSockets {
    let descriptors: [Int32]
    let port: UInt16

    /// Sockets that share a port let a second process share it too, which would silently take half of the requests.
    /// So the port is first bound once without sharing.
    init(address: String, port: UInt16, count: Int) throws(HTTPServerError) {
        try Self.probe(address: address, port: port)
        let target = try SocketAddress(address, port: port)
        let first = try Self.open(target, sharing: true)
        self.port = Self.boundPort(first)
        descriptors = try Self.addOthers(to: first, at: SocketAddress(address, port: self.port), count: count)
    }

    /// Binds the port without sharing, and lets it go again.
    static func probe(address: String, port: UInt16) throws(HTTPServerError) {
        guard port != 0 else { return }
        close(try open(SocketAddress(address, port: port), sharing: false))
    }

    private static func addOthers(
        to first: Int32, at target: SocketAddress, count: Int
    ) throws(HTTPServerError) -> [Int32] {
        var descriptors = [first]
        do throws(HTTPServerError) {
            while descriptors.count < count { descriptors.append(try open(target, sharing: true)) }
            for descriptor in descriptors where listen(descriptor, SOMAXCONN) != 0 { throw target.error(errno) }
        } catch {
            for descriptor in descriptors { close(descriptor) }
            throw error
        }
        return descriptors
    }

    private static func open(_ target: SocketAddress, sharing: Bool) throws(HTTPServerError) -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(target.family, kind, 0)
        guard descriptor >= 0 else { throw target.error(errno) }
        var yes: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        // Without it a port whose old connections still linger could not be bound again after a restart.
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size)
        if sharing { setsockopt(descriptor, SOL_SOCKET, SO_REUSEPORT, &yes, size) }
        guard target.withPointer({ bind(descriptor, $0, $1) }) == 0 else {
            let code = errno
            close(descriptor)
            throw target.error(code)
        }
        return descriptor
    }

    private static func boundPort(_ descriptor: Int32) -> UInt16 {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) { storage in
            storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(descriptor, $0, &size) }
            // The port stands at the same place for both families.
            return storage.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                UInt16(bigEndian: $0.pointee.sin_port)
            }
        }
    }
}
