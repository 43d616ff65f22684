import CRabbitMQ

/// One connection with one channel. It belongs to the thread that opened it.
final class AMQPConnection {
    let handle: amqp_connection_state_t
    let arena = AMQPArena()
    let timeout: Duration
    /// What the two sides agreed on.
    private(set) var heartbeat: Duration = .zero
    private(set) var channel: amqp_channel_t = 1
    /// No number serves twice: one that the broker has closed is not free at once.
    private var newestChannel: amqp_channel_t = 1
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

    // MARK: The channel

    private func openChannel() throws(RabbitMQError) {
        amqp_channel_open(handle, channel)
        try check(amqp_get_rpc_reply(handle), "open a channel")
        isUsable = true
    }

    /// After the broker has closed the channel for an error: the next one.
    func reopenChannel() throws(RabbitMQError) {
        var confirmation = amqp_channel_close_ok_t()
        let status = amqp_send_method(handle, channel, AMQP_CHANNEL_CLOSE_OK_METHOD, &confirmation)
        try check(status, "close a channel")
        try openNextChannel()
    }

    /// Asks on a channel of its own: should the broker close that for an error, the consumers of the other one stay.
    func aside(_ questions: () throws(RabbitMQError) -> Void) throws(RabbitMQError) {
        let main = channel
        defer { channel = main }
        try openNextChannel()
        try questions()
        try check(amqp_channel_close(handle, channel, Int32(AMQP_REPLY_SUCCESS)), "close a channel")
    }

    private func openNextChannel() throws(RabbitMQError) {
        newestChannel += 1
        channel = newestChannel
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

    static func text(_ status: Int32) -> String { String(cString: amqp_error_string2(status)) }
}
