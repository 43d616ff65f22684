import CRabbitMQ

// What is asked of the broker, one question after the other.
extension AMQPConnection {
    func declareExchange(_ name: String) throws(RabbitMQError) {
        defer { arena.recycle() }
        amqp_exchange_declare(
            handle, channel, try arena.bytes(name), try arena.bytes("topic"), 0, 1, 0, 0, amqp_empty_table)
        try check(amqp_get_rpc_reply(handle), "declare an exchange")
    }

    func declareQueue(_ name: String, arguments: AMQPTable) throws(RabbitMQError) {
        defer { arena.recycle() }
        amqp_queue_declare(handle, channel, try arena.bytes(name), 0, 1, 0, 0, try arena.table(arguments))
        try check(amqp_get_rpc_reply(handle), "declare a queue")
    }

    /// How many events wait in a queue that exists.
    func messageCount(in queue: String) throws(RabbitMQError) -> Int {
        defer { arena.recycle() }
        let answer = amqp_queue_declare(handle, channel, try arena.bytes(queue), 1, 1, 0, 0, amqp_empty_table)
        try check(amqp_get_rpc_reply(handle), "look at a queue")
        guard let answer else { throw .broken("look at a queue: no answer") }
        return Int(answer.pointee.message_count)
    }

    func bind(_ queue: String, to exchange: String, routingKey: String) throws(RabbitMQError) {
        defer { arena.recycle() }
        amqp_queue_bind(
            handle, channel, try arena.bytes(queue), try arena.bytes(exchange), try arena.bytes(routingKey),
            amqp_empty_table)
        try check(amqp_get_rpc_reply(handle), "bind a queue")
    }

    func deleteQueue(_ name: String) throws(RabbitMQError) {
        defer { arena.recycle() }
        amqp_queue_delete(handle, channel, try arena.bytes(name), 0, 0)
        try check(amqp_get_rpc_reply(handle), "delete a queue")
    }

    func deleteExchange(_ name: String) throws(RabbitMQError) {
        defer { arena.recycle() }
        amqp_exchange_delete(handle, channel, try arena.bytes(name), 0)
        try check(amqp_get_rpc_reply(handle), "delete an exchange")
    }

    // MARK: Publishing

    /// From now on every publish is confirmed, counted from 1.
    func confirmPublishes() throws(RabbitMQError) {
        amqp_confirm_select(handle, channel)
        try check(amqp_get_rpc_reply(handle), "ask for confirms")
    }

    /// Puts a message on its way. What becomes of it says a later `received`.
    /// - Parameter isMandatory: whether it shall come back when no queue wants it.
    func publish(
        _ message: AMQPMessage, to exchange: String, routingKey: String, isMandatory: Bool
    ) throws(RabbitMQError) {
        defer { arena.recycle() }
        var properties = amqp_basic_properties_t()
        properties._flags =
            amqp_flags_t(AMQP_BASIC_CONTENT_TYPE_FLAG | AMQP_BASIC_DELIVERY_MODE_FLAG)
            | amqp_flags_t(AMQP_BASIC_MESSAGE_ID_FLAG | AMQP_BASIC_TYPE_FLAG)
        properties.content_type = try arena.bytes("application/json")
        properties.delivery_mode = UInt8(AMQP_DELIVERY_PERSISTENT.rawValue)
        properties.message_id = try arena.bytes(message.id)
        properties.type = try arena.bytes(message.type)
        if let source = message.source {
            properties._flags |= amqp_flags_t(AMQP_BASIC_APP_ID_FLAG)
            properties.app_id = try arena.bytes(source)
        }
        if let seconds = message.seconds {
            properties._flags |= amqp_flags_t(AMQP_BASIC_TIMESTAMP_FLAG)
            properties.timestamp = seconds
        }
        if let traceparent = message.traceparent {
            properties._flags |= amqp_flags_t(AMQP_BASIC_HEADERS_FLAG)
            properties.headers = try arena.table(["traceparent": .text(traceparent)])
        }
        let (exchange, key) = (try arena.bytes(exchange), try arena.bytes(routingKey))
        let status = message.body.withUnsafeBytes { body in
            // The library reads the body and never writes it.
            let bytes = amqp_bytes_t(len: body.count, bytes: UnsafeMutableRawPointer(mutating: body.baseAddress))
            return amqp_basic_publish(handle, channel, exchange, key, isMandatory ? 1 : 0, 0, &properties, bytes)
        }
        try check(status, "publish")
    }

    // MARK: Consuming

    /// Lets the broker send what is in the queue, so much of it at a time. The queue's name tells the consumers apart.
    func consume(_ queue: String, prefetch: Int) throws(RabbitMQError) {
        defer { arena.recycle() }
        amqp_basic_qos(handle, channel, 0, UInt16(clamping: prefetch), 0)
        try check(amqp_get_rpc_reply(handle), "set the prefetch")
        amqp_basic_consume(
            handle, channel, try arena.bytes(queue), try arena.bytes(queue), 0, 0, 0, amqp_empty_table)
        try check(amqp_get_rpc_reply(handle), "consume")
    }

    /// Asks for the next message of a queue. What comes of it says a later `received`, in its turn among what consumers
    /// get, of which `take` would read parts as its own.
    func request(from queue: String) throws(RabbitMQError) {
        defer { arena.recycle() }
        var question = amqp_basic_get_t(ticket: 0, queue: try arena.bytes(queue), no_ack: 0)
        try check(amqp_send_method(handle, channel, AMQP_BASIC_GET_METHOD, &question), "ask for a message")
    }

    func stopConsuming(_ queue: String) throws(RabbitMQError) {
        defer { arena.recycle() }
        amqp_basic_cancel(handle, channel, try arena.bytes(queue))
        try check(amqp_get_rpc_reply(handle), "stop consuming")
    }

    func acknowledge(_ tag: UInt64) throws(RabbitMQError) {
        try check(amqp_basic_ack(handle, channel, tag, 0), "acknowledge")
    }

    /// Gives an event up: the queue hands it to its dead letters.
    func reject(_ tag: UInt64) throws(RabbitMQError) {
        try check(amqp_basic_reject(handle, channel, tag, 0), "reject")
    }

    /// The next message of a queue, unacknowledged; nil if there is none. For a connection that consumes nothing.
    func take(from queue: String) throws(RabbitMQError) -> (tag: UInt64, message: AMQPMessage)? {
        defer { arena.recycle() }
        amqp_maybe_release_buffers(handle)
        let reply = amqp_basic_get(handle, channel, try arena.bytes(queue), 0)
        try check(reply, "get a message")
        guard reply.reply.id == AMQP_BASIC_GET_OK_METHOD,
            let tag = reply.reply.decoded?.assumingMemoryBound(to: amqp_basic_get_ok_t.self).pointee.delivery_tag
        else { return nil }
        return (tag, try readMessage())
    }
}
