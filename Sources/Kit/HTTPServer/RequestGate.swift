import CMicroHTTPD
import Glibc
import HTTP

/// Refuses what could be understood in two ways, before a byte of the body is read.
///
/// libmicrohttpd lets through nearly everything that request smuggling needs: two lengths, a length beside chunks, two
/// hosts, names with spaces, bytes behind a NUL. Behind a gateway that reads such a request differently, one client
/// could slip a request into another's connection.
struct RequestGate {
    private var fields = HTTPFields()
    private var hosts = 0
    private var host: UnsafeRawBufferPointer?
    private var lengths = 0
    private var length: UInt64?
    private var codings = 0
    private var isChunked = false
    private var refusal: Problem?
    private var room: Int

    /// A CR and a LF.
    private static let lineEnd = 2

    /// Where the text before ended: the next has to begin right behind its line end.
    private var end: UnsafePointer<CChar>

    private init(behind end: UnsafePointer<CChar>, room: Int) {
        self.end = end
        self.room = room
        fields.reserveCapacity(12)
    }

    static func check(
        _ connection: OpaquePointer, method: UnsafePointer<CChar>, target: RawTarget, version: UnsafePointer<CChar>,
        limits: HTTPServerConfiguration
    ) throws(Problem) -> RequestHead {
        let size = shim_header_size(connection)
        guard size <= limits.maximumHeaderBytes else { throw .headTooLong(target, limits) }
        // Method, target and version stand in one piece of memory: a gap is something that was cut off or left out.
        guard target.start == method + strlen(method) + 1, version == target.end + 1 else {
            throw .malformed("The request line is not well formed.")
        }
        let isModern = strcmp(version, "HTTP/1.1") == 0
        guard isModern || strcmp(version, "HTTP/1.0") == 0 else {
            throw Problem(.versionNotSupported, "HTTP/1.1 and HTTP/1.0 are spoken here.")
        }
        var gate = RequestGate(behind: version + strlen(version), room: limits.maximumHeaderFields)
        withUnsafeMutablePointer(to: &gate) { gate in
            _ = MHD_get_connection_values_n(connection, .HEADER_KIND, visit, gate)
        }
        try gate.checkEnd(method + size)
        let requestTarget = try parse(target)
        let knownMethod = try parse(method)
        let framing = try gate.framing(isModern: isModern, bodyLimit: limits.maximumBodyBytes)
        guard gate.hosts == 1 || (gate.hosts == 0 && !isModern) else {
            throw .malformed("The request has to name one host.")
        }
        guard target.authority.map({ $0 == gate.hostText }) ?? true else {
            throw .malformed("The request names two different hosts.")
        }
        return RequestHead(method: knownMethod, target: requestTarget, fields: gate.fields, framing: framing)
    }

    private static func parse(_ target: RawTarget) throws(Problem) -> RequestTarget {
        do {
            return try RequestTarget(target.text)
        } catch {
            throw .malformed("The request target is not a path that can be decoded.")
        }
    }

    private static func parse(_ name: UnsafePointer<CChar>) throws(Problem) -> HTTPMethod {
        switch String(cString: name) {
        case "GET": return .get
        case "POST": return .post
        case let name:
            if let method = HTTPMethod(rawValue: name) { return method }
            guard ["TRACE", "CONNECT", "QUERY"].contains(name) else {
                throw Problem(.notImplemented, "The method is not known.")
            }
            throw .methodNotAllowed(HTTPMethod.allCases)
        }
    }

    /// Called for each header field in the order in which they came.
    private static let visit: MHD_KeyValueIteratorN = { context, _, name, nameSize, value, valueSize in
        guard let gate = context?.assumingMemoryBound(to: RequestGate.self), let name else { return .NO }
        gate.pointee.take(
            UnsafeBufferPointer(start: name, count: nameSize),
            UnsafeBufferPointer(start: value ?? name + nameSize, count: value == nil ? 0 : valueSize))
        return gate.pointee.refusal == nil ? .YES : .NO
    }

    private mutating func take(_ name: UnsafeBufferPointer<CChar>, _ value: UnsafeBufferPointer<CChar>) {
        guard let nameStart = name.baseAddress, let valueStart = value.baseAddress else { return }
        room -= 1
        guard room >= 0 else {
            refusal = Problem(.headerTooLarge, "There are too many header fields.")
            return
        }
        // A NUL cuts a value short, and a folded line is copied elsewhere: either way this does not follow the last. A
        // lone CR or LF ends a line for some and not for others.
        guard nameStart - end == Self.lineEnd, Self.isLineEnd(end) else {
            refusal = .malformed("A header field is folded, holds a NUL or does not end in CR and LF.")
            return
        }
        end = valueStart + value.count
        let nameBytes = UnsafeRawBufferPointer(name)
        let valueBytes = Self.trimmed(UnsafeRawBufferPointer(value))
        guard !nameBytes.isEmpty, nameBytes.allSatisfy(HTTPToken.isTokenByte) else {
            refusal = .malformed("The name of a header field is not well formed.")
            return
        }
        guard valueBytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
            refusal = .malformed("The value of a header field holds a control character.")
            return
        }
        note(nameBytes, valueBytes)
        fields.add(
            HTTPFieldName(String(decoding: nameBytes, as: UTF8.self)), String(decoding: valueBytes, as: UTF8.self))
    }

    /// Looks at the few fields that say where a request ends and whom it is for.
    private mutating func note(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
        switch name.count {
        case 4 where Self.isEqual(name, "host"):
            hosts += 1
            host = value
            guard !value.isEmpty, value.allSatisfy(Self.isHostByte) else {
                refusal = .malformed("The host is not well formed.")
                return
            }
        case 14 where Self.isEqual(name, "content-length"):
            lengths += 1
            length = UInt64(String(decoding: value, as: UTF8.self))
        case 17 where Self.isEqual(name, "transfer-encoding"):
            codings += 1
            isChunked = Self.isEqual(value, "chunked")
        case 6 where Self.isEqual(name, "expect"):
            guard Self.isEqual(value, "100-continue") else {
                refusal = Problem(.expectationFailed, "The expectation is not known.")
                return
            }
        default:
            break
        }
    }

    private func checkEnd(_ expected: UnsafePointer<CChar>) throws(Problem) {
        if let refusal { throw refusal }
        // Behind the last value stand its line end and the empty line.
        guard expected - end == 2 * Self.lineEnd, Self.isLineEnd(end), Self.isLineEnd(end + Self.lineEnd) else {
            throw .malformed("A header field is folded, holds a NUL or does not end in CR and LF.")
        }
    }

    /// The library writes NULs over the ends of lines. Two things can therefore not be told from a CR and an LF: a NUL
    /// that stood there before, and, as the empty line, a colon and an LF. No field is hidden by either; where the head
    /// ends is seen otherwise only by those who take both an empty name and a bare LF for a field.
    private static func isLineEnd(_ bytes: UnsafePointer<CChar>) -> Bool {
        (bytes[0] == 0 || bytes[0] == 0x0D) && (bytes[1] == 0 || bytes[1] == 0x0A)
    }

    private func framing(isModern: Bool, bodyLimit: Int) throws(Problem) -> RequestHead.Framing {
        if codings > 0 {
            guard codings == 1, lengths == 0, isModern else {
                throw .malformed("The length of the request is given twice.")
            }
            guard isChunked else {
                throw Problem(.notImplemented, "The transfer coding is not known.")
            }
            return .chunked
        }
        guard lengths > 0 else { return .none }
        guard lengths == 1, let length else { throw .malformed("The length of the request is not well formed.") }
        guard length <= UInt64(bodyLimit) else { throw .tooLarge(limit: bodyLimit) }
        return length == 0 ? .none : .length(Int(length))
    }

    private var hostText: String? { host.map { String(decoding: $0, as: UTF8.self).lowercased() } }

    private static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var count = bytes.count
        while count > 0, bytes[count - 1] == 0x20 || bytes[count - 1] == 0x09 { count -= 1 }
        return UnsafeRawBufferPointer(rebasing: bytes[..<count])
    }

    /// Whether the bytes are the given lower-case word, in any case.
    private static func isEqual(_ bytes: UnsafeRawBufferPointer, _ word: StaticString) -> Bool {
        guard bytes.count == word.utf8CodeUnitCount else { return false }
        for (index, byte) in bytes.enumerated() {
            let lower = (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
            if lower != word.utf8Start[index] { return false }
        }
        return true
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        // Letters, digits, and . - _ : [ ]
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2E, 0x2D, 0x5F, 0x3A, 0x5B, 0x5D: true
        default: false
        }
    }
}

extension Problem {
    fileprivate static func headTooLong(_ target: RawTarget, _ limits: HTTPServerConfiguration) -> Problem {
        let limit = limits.maximumHeaderBytes
        guard target.end - target.start > limit / 2 else {
            return Problem(.headerTooLarge, "The header may have \(limit) bytes.")
        }
        return Problem(.uriTooLong, "The request line and the header may have \(limit) bytes.")
    }
}

extension ProblemCode {
    fileprivate static let headerTooLarge = ProblemCode(
        "header_too_large", .requestHeaderFieldsTooLarge, "The header of the request is too large")
    fileprivate static let uriTooLong = ProblemCode("uri_too_long", .uriTooLong, "The request target is too long")
    fileprivate static let versionNotSupported = ProblemCode(
        "version_not_supported", HTTPStatus(505), "The version of HTTP is not spoken here")
    fileprivate static let expectationFailed = ProblemCode(
        "expectation_failed", .expectationFailed, "The expectation cannot be met")
}
