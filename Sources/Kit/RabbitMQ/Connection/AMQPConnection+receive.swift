import CRabbitMQ
import Glibc

/// What the broker says by itself.
enum Received {
    case confirmed(tag: UInt64, multiple: Bool)
    /// A publish that the broker could not take.
    case refused(tag: UInt64, multiple: Bool)
    /// A mandatory message that no queue wanted. Its confirm follows.
    case returned(AMQPMessage)
    case delivered(queue: String, tag: UInt64, AMQPMessage)
    /// The message that was requested.
    case taken(tag: UInt64, isRedelivered: Bool, AMQPMessage)
    /// There is no message such as was requested.
    case nothingToTake
    /// The queue was deleted, or its leader has gone.
    case cancelled(queue: String)
    case blocked(String)
    case unblocked
}

extension AMQPConnection {
    /// The next thing that the broker has said; nil if it has said nothing more. Sends heartbeats that are due.
    func receive() throws(RabbitMQError) -> Received? {
        while true {
            // Or memory grows with each message.
            amqp_maybe_release_buffers(handle)
            var frame = amqp_frame_t()
            var now = timeval()
            let status = amqp_simple_wait_frame_noblock(handle, &frame, &now)
            if status == AMQP_STATUS_TIMEOUT.rawValue { return nil }
            try check(status, "receive")
            // Heartbeats, and answers that came too late for their question.
            guard Int32(frame.frame_type) == AMQP_FRAME_METHOD else { continue }
            if let received = try read(frame.payload.method) { return received }
        }
    }

    private func read(_ method: amqp_method_t) throws(RabbitMQError) -> Received? {
        func decoded<Method>(_ type: Method.Type) throws(RabbitMQError) -> Method {
            guard let memory = method.decoded else { throw .broken("a method without content") }
            return memory.assumingMemoryBound(to: type).pointee
        }
        switch method.id {
        case AMQP_BASIC_ACK_METHOD:
            let ack = try decoded(amqp_basic_ack_t.self)
            return .confirmed(tag: ack.delivery_tag, multiple: ack.multiple != 0)
        case AMQP_BASIC_NACK_METHOD:
            let nack = try decoded(amqp_basic_nack_t.self)
            return .refused(tag: nack.delivery_tag, multiple: nack.multiple != 0)
        case AMQP_BASIC_RETURN_METHOD:
            return .returned(try readMessage())
        case AMQP_BASIC_DELIVER_METHOD:
            let delivery = try decoded(amqp_basic_deliver_t.self)
            let queue = String(delivery.consumer_tag)
            return .delivered(queue: queue, tag: delivery.delivery_tag, try readMessage())
        case AMQP_BASIC_GET_OK_METHOD:
            let answer = try decoded(amqp_basic_get_ok_t.self)
            return .taken(
                tag: answer.delivery_tag, isRedelivered: answer.redelivered != 0, try readMessage())
        case AMQP_BASIC_GET_EMPTY_METHOD:
            return .nothingToTake
        case AMQP_BASIC_CANCEL_METHOD:
            return .cancelled(queue: String(try decoded(amqp_basic_cancel_t.self).consumer_tag))
        case AMQP_CONNECTION_BLOCKED_METHOD:
            return .blocked(String(try decoded(amqp_connection_blocked_t.self).reason))
        case AMQP_CONNECTION_UNBLOCKED_METHOD:
            return .unblocked
        case AMQP_CHANNEL_CLOSE_METHOD, AMQP_CONNECTION_CLOSE_METHOD:
            throw closure(method)
        default:
            return nil
        }
    }

    /// The message that follows a method.
    func readMessage() throws(RabbitMQError) -> AMQPMessage {
        var message = amqp_message_t()
        try check(amqp_read_message(handle, channel, &message, 0), "read a message")
        defer { amqp_destroy_message(&message) }
        return AMQPMessage(message)
    }
}
