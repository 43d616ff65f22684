/// 128 bits that tell contents apart, the same in every process. It guards against mistakes, not against an enemy who
/// writes both contents: an entity tag of one resource has none.
struct ContentHash {
    private var low: UInt64 = 0x9E37_79B9_7F4A_7C15
    private var high: UInt64 = 0xD1B5_4A32_D192_ED03
    private var pending: UInt64 = 0
    private var count = 0

    /// Takes eight bytes at a time.
    static func text(of bytes: UnsafeRawBufferPointer) -> String {
        var hash = ContentHash()
        let words = bytes.count / 8
        for index in 0..<words {
            hash.add(word: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)))
        }
        for byte in bytes[(words * 8)...] { hash.add(byte) }
        return hash.text
    }

    mutating func add(_ byte: UInt8) {
        pending |= UInt64(byte) << UInt64(count % 8 * 8)
        count += 1
        if count % 8 == 0 {
            mix(pending)
            pending = 0
        }
    }

    private mutating func add(word: UInt64) {
        count += 8
        mix(word)
    }

    private mutating func mix(_ word: UInt64) {
        low = Self.fold(low ^ word, 0xA076_1D64_78BD_642F)
        high = Self.fold(high &+ word, 0xE703_7ED1_A0B4_28DB) ^ low
    }

    /// 32 digits.
    var text: String {
        var last = self
        last.mix(pending)
        last.mix(UInt64(count))
        return String(unsafeUninitializedCapacity: 32) { buffer in
            for place in 0..<16 {
                let shift = UInt64(60 - 4 * place)
                buffer[place] = Self.digit(last.high >> shift)
                buffer[16 + place] = Self.digit(last.low >> shift)
            }
            return 32
        }
    }

    private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        // A factor of zero would forget everything that came before.
        let product = (left == 0 ? 0x8EBC_6AF0_9C88_C6E3 : left).multipliedFullWidth(by: right)
        return product.high ^ product.low
    }

    private static func digit(_ number: UInt64) -> UInt8 {
        let value = UInt8(truncatingIfNeeded: number & 0xF)
        return value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
