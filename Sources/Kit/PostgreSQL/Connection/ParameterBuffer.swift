import SQL

/// The values of a call as the library wants them: addresses, lengths and formats, in memory that is used again and again.
///
/// It belongs to one connection.
final class ParameterBuffer {
    private(set) var values: UnsafeMutablePointer<UnsafePointer<CChar>?>
    private(set) var lengths: UnsafeMutablePointer<CInt>
    private(set) var formats: UnsafeMutablePointer<CInt>
    private var slots = 16
    private var bytes: UnsafeMutableRawPointer
    private var capacity = 1024

    /// What is larger is given back after use.
    private static let keptCapacity = 64 << 10

    init() {
        values = .allocate(capacity: slots)
        lengths = .allocate(capacity: slots)
        formats = .allocate(capacity: slots)
        bytes = .allocate(byteCount: capacity, alignment: 8)
    }

    deinit {
        values.deallocate()
        lengths.deallocate()
        formats.deallocate()
        bytes.deallocate()
    }

    func fill(_ query: Query) throws(SQLError) {
        let binds = query.binds
        // The protocol counts them in 16 bits.
        guard binds.count <= Int(UInt16.max) else {
            throw SQLError(.invalidStatement, detail: "\(binds.count) values", statement: query.text)
        }
        var size = 0
        for bind in binds { size += Self.size(of: bind) }
        reserve(slots: binds.count, bytes: size)
        var position = bytes
        for (index, bind) in binds.enumerated() {
            guard let length = Self.write(bind, to: position) else {
                throw SQLError(
                    .invalidValue, detail: "the text at place \(index + 1) holds a NUL", statement: query.text)
            }
            values[index] = bind.isNull ? nil : UnsafePointer(position.assumingMemoryBound(to: CChar.self))
            lengths[index] = CInt(truncatingIfNeeded: length)
            if case .text = bind { formats[index] = 0 } else { formats[index] = 1 }
            position += Self.size(of: bind)
        }
    }

    private static func size(of value: SQLValue) -> Int {
        switch value {
        case .null: 0
        case .integer, .real: 8
        case .boolean: 1
        // Its end is told by a NUL.
        case .text(let text): text.utf8.count + 1
        // Nothing needs an address as well: without one it would be null.
        case .blob(let blob): max(1, blob.count)
        }
    }

    /// Answers the length; nil for a text that would end too early.
    private static func write(_ value: SQLValue, to place: UnsafeMutableRawPointer) -> Int? {
        switch value {
        case .null:
            return 0
        case .integer(let number):
            place.storeBytes(of: number.bigEndian, as: Int64.self)
            return 8
        case .real(let number):
            place.storeBytes(of: number.bitPattern.bigEndian, as: UInt64.self)
            return 8
        case .boolean(let flag):
            place.storeBytes(of: flag ? 1 : 0, as: UInt8.self)
            return 1
        case .text(var text):
            return text.withUTF8 { utf8 in
                guard !utf8.contains(0) else { return nil }
                if let start = utf8.baseAddress { place.copyMemory(from: start, byteCount: utf8.count) }
                place.storeBytes(of: 0, toByteOffset: utf8.count, as: UInt8.self)
                return utf8.count
            }
        case .blob(let blob):
            blob.withUnsafeBytes {
                if let start = $0.baseAddress { place.copyMemory(from: start, byteCount: $0.count) }
            }
            return blob.count
        }
    }

    private func reserve(slots wanted: Int, bytes size: Int) {
        if wanted > slots {
            values.deallocate()
            lengths.deallocate()
            formats.deallocate()
            slots = wanted * 2
            values = .allocate(capacity: slots)
            lengths = .allocate(capacity: slots)
            formats = .allocate(capacity: slots)
        }
        guard size > capacity || (capacity > Self.keptCapacity && size <= Self.keptCapacity) else { return }
        bytes.deallocate()
        capacity = max(1024, size)
        bytes = .allocate(byteCount: capacity, alignment: 8)
    }
}
