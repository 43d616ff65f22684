import CRabbitMQ
import Glibc
import Values

/// One connection with one channel. It belongs to the thread that opened it.
final class AMQPConnection {
    let handle: amqp_connection_state_t
    let arena = AMQPArena()
    let timeout: Duration
    /// What the two sides agreed on.
    private(set) var heartbeat: Duration = .zero
    private(set) var channel: amqp_channel_t = 1
    private var isUsable = false

    static let preconditionFailed = 406

    /// Connects, logs in and opens the channel.
    /// - Parameter name: what the broker's own pages show.
    init(to address: RabbitMQAddress, name: String, timeout: Duration, heartbeat: Duration) throws(RabbitMQError) {
        guard let handle = amqp_new_connection() else { throw .broken("no memory") }
        self.handle = handle
        self.timeout = timeout
        var limit = timeout.timeValue
        amqp_set_handshake_timeout(handle, &limit)
        amqp_set_rpc_timeout(handle, &limit)
        try connect(to: address)
        try logIn(to: address, name: name, heartbeat: heartbeat)
        self.heartbeat = .seconds(Int(amqp_get_heartbeat(handle)))
        try openChannel()
    }

    /// Lets go without a word; whatever is not acknowledged goes back to its queue.
    deinit { amqp_destroy_connection(handle) }

    /// Takes leave, so that the broker does not log a lost client.
    func close() {
        guard isUsable else { return }
        isUsable = false
        _ = amqp_connection_close(handle, Int32(AMQP_REPLY_SUCCESS))
    }

    private func connect(to address: RabbitMQAddress) throws(RabbitMQError) {
        let socket: OpaquePointer?
        if address.isEncrypted {
            socket = amqp_ssl_socket_new(handle)
            guard let socket else { throw .broken("no memory") }
            let file: String
            if let own = address.authorities { file = own } else { file = try Self.systemAuthorities() }
            let status = amqp_ssl_socket_set_cacert(socket, file)
            guard status == AMQP_STATUS_OK.rawValue else {
                throw .unreachable("the certificates in \(file) cannot be read")
            }
            amqp_ssl_socket_set_verify_peer(socket, 1)
            amqp_ssl_socket_set_verify_hostname(socket, 1)
            amqp_ssl_socket_set_ssl_versions(socket, AMQP_TLSv1_2, AMQP_TLSvLATEST)
        } else {
            socket = amqp_tcp_socket_new(handle)
        }
        guard let socket else { throw .broken("no memory") }
        var limit = timeout.timeValue
        let status = amqp_socket_open_noblock(socket, address.host, Int32(address.port), &limit)
        guard status == AMQP_STATUS_OK.rawValue else {
            throw .unreachable("\(address.host):\(address.port): \(Self.text(status))")
        }
    }

    private func logIn(to address: RabbitMQAddress, name: String, heartbeat: Duration) throws(RabbitMQError) {
        defer { arena.recycle() }
        var properties = try arena.table([
            "connection_name": .text(name),
            "capabilities": .table([
                "authentication_failure_close": true, "basic.nack": true,
                "connection.blocked": true, "consumer_cancel_notify": true, "publisher_confirms": true,
            ]),
        ])
        let reply = shim_log_in(
            handle, address.virtualHost, Int32(AMQP_DEFAULT_FRAME_SIZE), Int32(clamping: heartbeat.components.seconds),
            &properties, address.user, address.password.reveal())
        do {
            try check(reply, "log in")
        } catch .closed(let code, let reason) where code == 403 || code == 530 {
            // ACCESS_REFUSED and NOT_ALLOWED: wrong credentials, no such virtual host, no right to use it.
            throw .refused(reason)
        }
    }

    // MARK: The channel

    func openChannel() throws(RabbitMQError) {
        amqp_channel_open(handle, channel)
        try check(amqp_get_rpc_reply(handle), "open a channel")
        isUsable = true
    }

    /// After the broker has closed the channel for an error: the next one, as the number is not free at once.
    func reopenChannel() throws(RabbitMQError) {
        var confirmation = amqp_channel_close_ok_t()
        let status = amqp_send_method(handle, channel, AMQP_CHANNEL_CLOSE_OK_METHOD, &confirmation)
        try check(status, "close a channel")
        channel += 1
        try openChannel()
    }

    // MARK: Waiting

    /// Waits until there may be something to receive, the bell rings or the time is over. Short enough for heartbeats
    /// to be sent: that happens within `receive`.
    func wait(or bell: Doorbell, upTo duration: Duration) {
        guard amqp_frames_enqueued(handle) == 0, amqp_data_in_buffer(handle) == 0 else { return }
        let limit = heartbeat > .zero ? min(duration, heartbeat / 2) : duration
        bell.wait(orReadable: amqp_get_sockfd(handle), upTo: limit)
    }

    // MARK: Errors

    func check(_ status: Int32, _ what: StaticString) throws(RabbitMQError) {
        guard status < 0 else { return }
        isUsable = false
        throw .broken("\(what): \(Self.text(status))")
    }

    func check(_ reply: amqp_rpc_reply_t, _ what: StaticString) throws(RabbitMQError) {
        switch reply.reply_type {
        case AMQP_RESPONSE_NORMAL:
            return
        case AMQP_RESPONSE_SERVER_EXCEPTION:
            throw closure(reply.reply)
        default:
            isUsable = false
            throw .broken("\(what): \(Self.text(reply.library_error))")
        }
    }

    /// What the broker says as it closes the channel or the connection.
    func closure(_ method: amqp_method_t) -> RabbitMQError {
        switch method.id {
        case AMQP_CHANNEL_CLOSE_METHOD:
            guard let close = method.decoded?.assumingMemoryBound(to: amqp_channel_close_t.self).pointee else { break }
            return .closed(code: Int(close.reply_code), String(close.reply_text))
        case AMQP_CONNECTION_CLOSE_METHOD:
            isUsable = false
            guard let close = method.decoded?.assumingMemoryBound(to: amqp_connection_close_t.self).pointee
            else { break }
            return .closed(code: Int(close.reply_code), String(close.reply_text))
        default: break
        }
        isUsable = false
        return .broken("unexpected method \(method.id)")
    }

    private static func text(_ status: Int32) -> String { String(cString: amqp_error_string2(status)) }

    private static func systemAuthorities() throws(RabbitMQError) -> String {
        // Debian and Alpine; Fedora; the BSDs.
        let files = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"]
        guard let file = files.first(where: { access($0, R_OK) == 0 }) else {
            throw .unreachable("there are no certificates of authorities on this machine; name some by ?cacertfile=")
        }
        return file
    }
}
