import CMicroHTTPD
import EventLoops
import Glibc
import HTTP

/// Turns a response into the library's.
enum ResponseBuilder {
    static func build(
        _ response: HTTPResponse, for exchange: Exchange, on server: LoopServer, closing: Bool
    ) -> OpaquePointer? {
        guard let built = body(of: response, for: exchange, on: server) else { return nil }
        for field in response.fields where !isOwn(field.name) {
            // The library refuses a value that would break out of its line; such a field is left out.
            if !add(field, to: built) { server.refusedField(field.name) }
        }
        if closing || server.isDraining { _ = MHD_add_response_header(built, "Connection", "close") }
        return built
    }

    /// `withCString` lends a text's own bytes; to pass the text itself would make a copy first.
    private static func add(_ field: HTTPFields.Field, to built: OpaquePointer) -> Bool {
        field.name.rawName.withCString { name in
            field.value.withCString { value in MHD_add_response_header(built, name, value) == .YES }
        }
    }

    /// Fields that follow from the connection and the body, which are the server's business.
    private static func isOwn(_ name: HTTPFieldName) -> Bool {
        switch name.rawName.utf8.count {
        case 4: name == .date
        case 10: name == .connection
        case 14: name == .contentLength
        case 17: name == .transferEncoding
        default: false
        }
    }

    private static func body(
        of response: HTTPResponse, for exchange: Exchange, on server: LoopServer
    ) -> OpaquePointer? {
        guard response.status.allowsBody else { return bodiless(response) }
        switch response.body {
        case .empty:
            return empty()
        case .bytes(let bytes):
            return LentBytes.response(bytes[...])
        case .part(let bytes):
            return LentBytes.response(bytes)
        case .static(let bytes):
            return MHD_create_response_from_buffer(
                bytes.count, UnsafeMutableRawPointer(mutating: bytes.buffer.baseAddress), .RESPMEM_PERSISTENT)
        case .stream(let length, let next):
            let stream = ResponseStream(on: server.loop, exchange: exchange, next: next)
            let context = Unmanaged.passRetained(stream)
            let built = MHD_create_response_from_callback(
                length.map { UInt64($0) } ?? UInt64.max, 16 * 1024, ResponseStream.read, context.toOpaque(),
                ResponseStream.release)
            guard let built else {
                context.release()
                return nil
            }
            // For HEAD the library leaves out the chunks, but sends their end: better no chunks at all.
            if length == nil, exchange.isHead { _ = shim_forbid_chunks(built) }
            return built
        }
    }

    /// With 304 goes the length that the body of 200 would have, or none; what it must not say is 0.
    private static func bodiless(_ response: HTTPResponse) -> OpaquePointer? {
        guard response.status == .notModified else { return empty() }
        let length = response.fields[.contentLength].flatMap { UInt64($0) }
        return MHD_create_response_from_callback(length ?? UInt64.max, 16, { _, _, _, _ in -1 }, nil, nil)
    }

    private static func empty() -> OpaquePointer? {
        MHD_create_response_from_buffer(0, nil, .RESPMEM_PERSISTENT)
    }
}
