import CMicroHTTPD
import EventLoops
import HTTP

/// One request and its answer, from the request line to the last byte.
///
/// The library calls `handle` again and again: once when the head is in, for each piece of the body, when the body has
/// ended, and after each resume. What a call means follows from `phase`.
///
/// It is touched on the loop of its connection only, which is why it may call itself `Sendable`.
final class Exchange: @unchecked Sendable {
    private enum Phase {
        /// The head is in, nothing of the body has been asked for.
        case head
        /// The body is on its way.
        case body
        /// The request is in.
        case complete
    }

    private let server: LoopServer
    private let rawTarget: RawTarget
    private let client: Connection
    private var connection: OpaquePointer?
    private var head: RequestHead?
    private var phase = Phase.head
    private var received = 0
    private var collected: [UInt8] = []
    private var upload: Upload?
    private var task: Task<Void, Never>?
    private var response: HTTPResponse?
    private var isRefused = false
    private(set) var isSuspended = false

    init(_ connection: OpaquePointer, on server: LoopServer, client: Connection, target: RawTarget) {
        self.connection = connection
        self.server = server
        self.client = client
        rawTarget = target
    }

    var isHead: Bool { head?.method == .head }

    // MARK: What the library says

    func handle(
        method: UnsafePointer<CChar>, version: UnsafePointer<CChar>, data: UnsafePointer<CChar>?,
        size: UnsafeMutablePointer<Int>
    ) -> MHD_Result {
        guard let connection, !server.isStopping else { return .NO }
        if head == nil, !isRefused { return begin(connection, method: method, version: version) }
        if size.pointee > 0, let data { return take(data, size) }
        switch phase {
        case .head: return decideAboutBody()
        case .body: return complete()
        case .complete: return answerOrWait()
        }
    }

    /// The request has ended, well or not. From here on nothing touches the connection.
    func ended() {
        connection = nil
        upload?.end(.failure(ConnectionClosed()))
        if response == nil { task?.cancel() }
        task = nil
    }

    /// Breaks the connection off behind what has been sent.
    func cut() { client.cut() }

    // MARK: The head

    private func begin(
        _ connection: OpaquePointer, method: UnsafePointer<CChar>, version: UnsafePointer<CChar>
    ) -> MHD_Result {
        let limits = server.limits
        let head: RequestHead
        do throws(Problem) {
            head = try RequestGate.check(
                connection, method: method, target: rawTarget, version: version, limits: limits)
        } catch {
            isRefused = true
            client.headIsIn(bodyUntil: nil)
            return send(error.response(instance: nil, traceID: nil), closing: true)
        }
        self.head = head
        switch head.framing {
        case .none:
            client.headIsIn(bodyUntil: nil)
            phase = .body
            return .YES
        case .length(let length) where length <= limits.bufferedBodyBytes:
            client.headIsIn(bodyUntil: server.bodyTime())
            collected.reserveCapacity(length)
            phase = .body
            return .YES
        case .length, .chunked:
            client.headIsIn(bodyUntil: server.bodyTime())
            start(head, body: .stream(openUpload(head.framing)))
            return decideAboutBody()
        }
    }

    /// A handler that has answered without looking at the body spares the client the sending of it; one that thinks
    /// about something else first is waited for.
    private func decideAboutBody() -> MHD_Result {
        if let response { return send(response, closing: true) }
        guard upload?.isWanted == true else { return suspend() ? .YES : .NO }
        phase = .body
        return .YES
    }

    private func openUpload(_ framing: RequestHead.Framing) -> HTTPBodyStream {
        let upload = Upload(on: server.loop) { [weak self] in self?.resume() }
        self.upload = upload
        var length: Int?
        if case .length(let announced) = framing { length = announced }
        return HTTPBodyStream(length: length) { try await upload.next() }
    }

    // MARK: The body

    private func take(_ data: UnsafePointer<CChar>, _ size: UnsafeMutablePointer<Int>) -> MHD_Result {
        // With chunks the library goes on although the connection is suspended: what is left here comes again.
        if isSuspended { return .YES }
        let bytes = UnsafeRawBufferPointer(start: data, count: size.pointee)
        let limit = server.limits.maximumBodyBytes
        if let upload, response == nil {
            if upload.isFull { return suspend() ? .YES : .NO }
            received += bytes.count
            size.pointee = 0
            if received > limit {
                upload.end(.failure(Problem.tooLarge(limit: limit)))
                return .YES
            }
            upload.add(Array(bytes))
            if upload.isFull { return suspend() ? .YES : .NO }
            return .YES
        }
        received += bytes.count
        size.pointee = 0
        // An answer can go out only when the body is in; a client that never ends is left.
        if received > limit + limit / 2 + server.limits.bufferedBodyBytes { return .NO }
        if response == nil { collected.append(contentsOf: bytes) }
        return .YES
    }

    private func complete() -> MHD_Result {
        phase = .complete
        client.bodyIsIn()
        if let upload {
            upload.end(.success(()))
        } else if let head {
            let body = collected
            collected = []
            start(head, body: body.isEmpty ? .empty : .bytes(body))
        }
        return answerOrWait()
    }

    // MARK: The answer

    private func start(_ head: RequestHead, body: HTTPBody) {
        let request = HTTPRequest(
            method: head.method, target: head.target, fields: head.fields, body: body, peerAddress: client.peerAddress)
        var context = server.context(for: request)
        switch server.responder.answerAtHand(to: request, context: &context) {
        case .done(let answer):
            response = answer
        case .promised(let promise):
            promise.whenEnded { [self, context] answer in
                if let answer { finish(answer) } else if connection != nil { ask(request, context) }
            }
        case .impossible:
            ask(request, context)
        }
    }

    private func ask(_ request: HTTPRequest, _ context: RequestContext) {
        // Runs up to its first suspension within this call.
        let task = server.loop.spawnImmediately { [self] in
            finish(await server.responder.respond(to: request, context: context))
        }
        if response == nil { self.task = task }
    }

    private func finish(_ response: HTTPResponse) {
        guard server.loop.isCurrent else {
            server.loop.execute { self.finish(response) }
            return
        }
        task = nil
        guard connection != nil else { return }
        self.response = response
        resume()
    }

    private func answerOrWait() -> MHD_Result {
        guard let response else { return suspend() ? .YES : .NO }
        return send(response, closing: false)
    }

    private func send(_ response: HTTPResponse, closing: Bool) -> MHD_Result {
        guard let connection else { return .NO }
        guard let built = ResponseBuilder.build(response, for: self, on: server, closing: closing) else { return .NO }
        defer { MHD_destroy_response(built) }
        return MHD_queue_response(connection, UInt32(response.status.code), built)
    }

    // MARK: Standing still

    /// Stops the library from working on the connection. A second suspension would damage its list: so never twice.
    /// - Returns: false when the connection has ended, or is about to.
    func suspend() -> Bool {
        guard let connection, !server.isStopping else { return false }
        guard !isSuspended else { return true }
        isSuspended = true
        MHD_suspend_connection(connection)
        return true
    }

    func resume() {
        guard isSuspended, let connection else { return }
        isSuspended = false
        MHD_resume_connection(connection)
        server.hasResumed()
    }
}
