import CRabbitMQ

/// A message with those of its properties that count here.
struct AMQPMessage: Sendable {
    var id: String
    /// The event's type.
    var type: String
    var source: String?
    /// Since 1970.
    var seconds: UInt64?
    var traceparent: String?
    var body: [UInt8]
}

extension AMQPMessage {
    init(_ message: amqp_message_t) {
        let properties = message.properties
        func has(_ flag: Int32) -> Bool { properties._flags & amqp_flags_t(flag) != 0 }
        id = has(AMQP_BASIC_MESSAGE_ID_FLAG) ? String(properties.message_id) : ""
        type = has(AMQP_BASIC_TYPE_FLAG) ? String(properties.type) : ""
        source = has(AMQP_BASIC_APP_ID_FLAG) ? String(properties.app_id) : nil
        seconds = has(AMQP_BASIC_TIMESTAMP_FLAG) ? properties.timestamp : nil
        traceparent = has(AMQP_BASIC_HEADERS_FLAG) ? Self.text("traceparent", in: properties.headers) : nil
        body = Array(UnsafeRawBufferPointer(start: message.body.bytes, count: message.body.len))
    }

    private static func text(_ key: String, in table: amqp_table_t) -> String? {
        let entries = UnsafeBufferPointer(start: table.entries, count: Int(table.num_entries))
        guard let entry = entries.first(where: { String($0.key) == key }), entry.value.kind == UInt8(ascii: "S")
        else { return nil }
        return String(entry.value.value.bytes)
    }
}
