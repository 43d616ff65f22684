import CCurl
import HTTP
import Observability

/// One call: what is sent, and what has come back so far.
///
/// It is touched on the loop of its client only, which is why it may call itself `Sendable`.
final class Transfer: CurlTransfer, @unchecked Sendable {
    typealias Outcome = Result<HTTPResponse, HTTPClientError>

    private let request: HTTPClientRequest
    private let deadline: Duration
    private let start = ContinuousClock.now
    private let limit: Int
    private let trace: TraceContext?
    private var list: UnsafeMutablePointer<curl_slist>?
    private var fields = HTTPFields()
    private var body: [UInt8] = []
    private var isTooLarge = false
    /// How much of the request's body the library has taken.
    private var given = 0
    private var continuation: CheckedContinuation<Outcome, Never>?

    init(_ request: HTTPClientRequest, deadline: Duration, limit: Int) {
        self.request = request
        self.deadline = deadline
        self.limit = limit
        trace = TraceContext.current
    }

    deinit { curl_slist_free_all(list) }

    func begin(_ continuation: CheckedContinuation<Outcome, Never>) { self.continuation = continuation }

    override func fail(_ error: HTTPClientError) { finish(.failure(error)) }

    override func complete(_ code: CURLcode) { finish(outcome(code)) }

    override func isOverdue(at now: ContinuousClock.Instant) -> Bool { now > start + deadline }

    private func finish(_ outcome: Outcome) {
        end()
        continuation?.resume(returning: outcome)
        continuation = nil
    }

    // MARK: Sending

    override func prepare(_ handle: UnsafeMutableRawPointer, connectTimeout: Duration) throws(HTTPClientError) {
        take(handle)
        for field in request.fields
        where !HTTPToken.isToken(field.name.rawName) || !HTTPToken.isFieldValue(field.value) {
            throw .malformedRequest("the field \(field.name) cannot be sent")
        }
        shim_set_text(handle, CURLOPT_URL, request.url)
        shim_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        shim_set_number(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        shim_set_number(handle, CURLOPT_TIMEOUT_MS, max(1, deadline.wholeMilliseconds))
        let connectTimeout = min(deadline, request.connectTimeout ?? connectTimeout)
        shim_set_number(handle, CURLOPT_CONNECTTIMEOUT_MS, max(1, connectTimeout.wholeMilliseconds))
        // Below the time after which our own servers close an idle connection.
        shim_set_number(handle, CURLOPT_MAXAGE_CONN, 50)
        shim_set_writer(handle, CURLOPT_WRITEFUNCTION, Transfer.onBody)
        shim_set_context(handle, CURLOPT_WRITEDATA, Unmanaged.passUnretained(self).toOpaque())
        shim_set_writer(handle, CURLOPT_HEADERFUNCTION, Transfer.onField)
        shim_set_context(handle, CURLOPT_HEADERDATA, Unmanaged.passUnretained(self).toOpaque())
        prepareMethod(handle)
        prepareFields(handle)
    }

    private func prepareMethod(_ handle: UnsafeMutableRawPointer) {
        switch request.method {
        case .get where request.body.isEmpty:
            shim_set_number(handle, CURLOPT_HTTPGET, 1)
        case .head:
            shim_set_number(handle, CURLOPT_NOBODY, 1)
        case .delete where request.body.isEmpty, .options where request.body.isEmpty:
            shim_set_text(handle, CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        default:
            shim_set_text(handle, CURLOPT_CUSTOMREQUEST, request.method.rawValue)
            shim_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, request.body.count)
            prepareBody(handle)
        }
    }

    /// When a kept connection ends before the first byte of the answer, the library sends the request again on a new
    /// one, whatever its method. What must not be repeated is kept from that: a body that has begun to leave cannot be
    /// had a second time, and a request without a body does not use a kept connection.
    private func prepareBody(_ handle: UnsafeMutableRawPointer) {
        if request.body.isEmpty {
            shim_set_text(handle, CURLOPT_COPYPOSTFIELDS, "")
            if !request.isRepeatable { shim_set_number(handle, CURLOPT_FRESH_CONNECT, 1) }
        } else if request.isRepeatable {
            request.body.withUnsafeBytes { _ = shim_set_bytes(handle, CURLOPT_COPYPOSTFIELDS, $0.baseAddress) }
        } else {
            shim_set_number(handle, CURLOPT_POST, 1)
            shim_set_reader(handle, Transfer.onRead)
            shim_set_context(handle, CURLOPT_READDATA, Unmanaged.passUnretained(self).toOpaque())
        }
    }

    private static let onRead: curl_read_callback = { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            .give(UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
    }

    private func give(_ room: UnsafeMutableRawBufferPointer) -> Int {
        let part = request.body[given...].prefix(room.count)
        room.copyBytes(from: part)
        given += part.count
        return part.count
    }

    private func prepareFields(_ handle: UnsafeMutableRawPointer) {
        for field in request.fields { add("\(field.name.rawName): \(field.value)", emptyAs: "\(field.name.rawName);") }
        if let trace, !request.fields.contains(.traceparent) { add("traceparent: \(trace.traceparent)") }
        // What curl would add by itself: a wait before each longer body, and a media type that is a guess.
        if !request.fields.contains(.expect) { add("Expect:") }
        if !request.fields.contains(.contentType) { add("Content-Type:") }
        if !request.fields.contains(.userAgent) { add("User-Agent: souk") }
        shim_set_fields(handle, list)
    }

    private func add(_ line: String, emptyAs empty: String? = nil) {
        list = curl_slist_append(list, line.hasSuffix(": ") ? empty ?? line : line)
    }

    // MARK: Receiving

    private static let onField: curl_write_callback = { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            .take(field: UnsafeRawBufferPointer(start: bytes, count: size * count))
        return size * count
    }

    private static let onBody: curl_write_callback = { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let taken = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            .take(body: UnsafeRawBufferPointer(start: bytes, count: size * count))
        return taken ? size * count : 0
    }

    private func take(field line: UnsafeRawBufferPointer) {
        // Each status line begins anew: one of 100 may come first.
        if line.starts(with: "HTTP/".utf8) {
            fields = HTTPFields()
            return
        }
        if let field = Self.field(in: line) { fields.add(field.name, field.value) }
    }

    /// A field as a line of the answer's head has it; nil for a line that holds none, or one that could not be sent on.
    static func field(in line: UnsafeRawBufferPointer) -> HTTPFields.Field? {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")),
            let name = HTTPFieldName(checking: String(decoding: line[..<colon], as: UTF8.self))
        else { return nil }
        let bytes = line[(colon + 1)...].drop(while: isSpace).reversed().drop(while: isSpace).reversed()
        let value = String(decoding: bytes, as: UTF8.self)
        return HTTPToken.isFieldValue(value) ? HTTPFields.Field(name, value) : nil
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }

    private func take(body bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count <= limit - body.count else {
            isTooLarge = true
            return false
        }
        body.append(contentsOf: bytes)
        return true
    }

    // MARK: The outcome

    func outcome(_ code: CURLcode) -> Outcome {
        guard let handle else { return .failure(.closed) }
        let status = shim_status(handle)
        switch code {
        case CURLE_OK where (100...599).contains(status):
            let content: HTTPResponseBody = body.isEmpty ? .empty : .bytes(body)
            return .success(HTTPResponse(HTTPStatus(status), fields: fields, body: content))
        case CURLE_OPERATION_TIMEDOUT where !shim_has_connected(handle) && .now - start + .milliseconds(2) < deadline:
            // Time for the connection was up, and not that for the answer: nothing has been sent.
            return .failure(.unreachable(text(code)))
        case CURLE_OPERATION_TIMEDOUT:
            return .failure(.deadlineExceeded)
        case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST:
            return .failure(.unreachable(text(code)))
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL:
            return .failure(.malformedRequest(text(code)))
        case CURLE_WRITE_ERROR where isTooLarge:
            return .failure(.responseTooLarge(limit: limit))
        default:
            return .failure(.broken(text(code)))
        }
    }

    private func text(_ code: CURLcode) -> String { String(cString: curl_easy_strerror(code)) }
}

extension Duration {
    fileprivate var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(clamping: seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
