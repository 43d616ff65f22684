import CRabbitMQ

/// Arguments and headers, as the protocol has them.
struct AMQPTable: ExpressibleByDictionaryLiteral {
    enum Value: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral {
        case text(String)
        case number(Int)
        case flag(Bool)
        case table(AMQPTable)

        init(stringLiteral value: String) { self = .text(value) }
        init(booleanLiteral value: Bool) { self = .flag(value) }
    }

    var entries: [(String, Value)]

    init(dictionaryLiteral elements: (String, Value)...) { entries = elements }
}

/// Memory for what one call to the library needs, given back all at once.
struct AMQPArena: ~Copyable {
    private let pool: UnsafeMutablePointer<amqp_pool_t> = .allocate(capacity: 1)

    init() { init_amqp_pool(pool, 4_096) }

    deinit {
        empty_amqp_pool(pool)
        pool.deallocate()
    }

    func recycle() { recycle_amqp_pool(pool) }

    func bytes(_ text: String) throws(RabbitMQError) -> amqp_bytes_t {
        var text = text
        let copy = text.withUTF8 { source -> amqp_bytes_t? in
            guard !source.isEmpty else { return amqp_empty_bytes }
            guard let memory = amqp_pool_alloc(pool, source.count) else { return nil }
            memory.copyMemory(from: UnsafeRawPointer(source.baseAddress!), byteCount: source.count)
            return amqp_bytes_t(len: source.count, bytes: memory)
        }
        guard let copy else { throw .broken("no memory") }
        return copy
    }

    func table(_ table: AMQPTable) throws(RabbitMQError) -> amqp_table_t {
        guard !table.entries.isEmpty else { return amqp_empty_table }
        let size = table.entries.count * MemoryLayout<amqp_table_entry_t>.stride
        guard let memory = amqp_pool_alloc(pool, size) else { throw .broken("no memory") }
        let entries = memory.bindMemory(to: amqp_table_entry_t.self, capacity: table.entries.count)
        for (position, (key, value)) in table.entries.enumerated() {
            entries[position] = amqp_table_entry_t(key: try bytes(key), value: try field(value))
        }
        return amqp_table_t(num_entries: Int32(table.entries.count), entries: entries)
    }

    private func field(_ value: AMQPTable.Value) throws(RabbitMQError) -> amqp_field_value_t {
        var field = amqp_field_value_t()
        switch value {
        case .text(let text):
            field.kind = UInt8(ascii: "S")
            field.value.bytes = try bytes(text)
        case .number(let number):
            field.kind = UInt8(ascii: "l")
            field.value.i64 = Int64(number)
        case .flag(let flag):
            field.kind = UInt8(ascii: "t")
            field.value.boolean = flag ? 1 : 0
        case .table(let inner):
            field.kind = UInt8(ascii: "F")
            field.value.table = try table(inner)
        }
        return field
    }
}

extension String {
    init(_ bytes: amqp_bytes_t) {
        self.init(decoding: UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.len), as: UTF8.self)
    }
}
