import CMicroHTTPD

extension HTTPServer {
    /// The version of the library that is loaded.
    public static var libraryVersion: String {
        MHD_get_version().map { String(cString: $0) } ?? ""
    }

    /// Why nobody could listen there now; nil if somebody could. Nothing listens while this looks.
    public static func obstacle(address: String, port: UInt16) -> HTTPServerError? {
        do throws(HTTPServerError) {
            try ListeningSockets.probe(address: address, port: port)
            return nil
        } catch {
            return error
        }
    }
}
