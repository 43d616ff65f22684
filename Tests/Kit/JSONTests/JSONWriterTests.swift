import JSON
import Testing

@Suite("Writing JSON")
struct JSONWriterTests {
    private func written(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter(reserving: 0)
        write(&writer)
        return String(decoding: writer.take(), as: UTF8.self)
    }

    @Test("a character that needs an escape is found wherever it stands")
    func escapes() throws {
        for (character, escaped) in [("\"", #"\""#), ("\\", #"\\"#), ("\u{1F}", #"\u001f"#), ("\n", #"\n"#)] {
            for before in 0..<20 {
                for after in 0..<20 {
                    let (head, tail) = (String(repeating: "a", count: before), String(repeating: "ü", count: after))
                    #expect(written { $0.string(head + character + tail) } == "\"\(head)\(escaped)\(tail)\"")
                }
            }
        }
    }

    @Test("every other character is written as it is, by itself and among others")
    func plain() {
        for scalar in (0x20...0x2FF).compactMap(Unicode.Scalar.init) where scalar != "\"" && scalar != "\\" {
            for text in ["\(scalar)", "1234567\(scalar)", "\(scalar)12345678", "12345678\(scalar)12345678"] {
                #expect(written { $0.string(text) } == "\"\(text)\"")
                let decoded = written { writer in
                    Array(text.utf8).withUnsafeBufferPointer { writer.string(decoding: $0) }
                }
                #expect(decoded == "\"\(text)\"")
            }
        }
    }

    @Test("bytes that are no UTF-8 are repaired")
    func repaired() {
        for bytes in [[0xC3], [0x61, 0xFF, 0x62], Array(repeating: 0x61, count: 8) + [0xE2, 0x82]] as [[UInt8]] {
            let text = written { writer in bytes.withUnsafeBufferPointer { writer.string(decoding: $0) } }
            #expect(text == "\"\(String(decoding: bytes, as: UTF8.self))\"")
        }
    }

    @Test("numbers at the ends of their ranges are written whole")
    func integers() {
        func text(_ value: some FixedWidthInteger) -> String { written { $0.integer(value) } }
        #expect(text(0) == "0")
        #expect(text(Int64.min) == "-9223372036854775808")
        #expect(text(UInt64.max) == "18446744073709551615")
        #expect(text(Int8.min) == "-128")
        for power in 0..<19 {
            let number = (0..<power).reduce(1) { product, _ in product * 10 }
            #expect(text(number) == "\(number)" && text(-number) == "\(-number)" && text(number - 1) == "\(number - 1)")
        }
    }

    @Test("a value of any size fits, and what was taken leaves an empty writer")
    func growth() {
        var writer = JSONWriter(reserving: 0)
        let long = String(repeating: "long \u{1F9AF} ", count: 5_000)
        for _ in 0..<2 {
            writer.beginArray()
            writer.string(long)
            writer.null()
            writer.string(long)
            writer.endArray()
            #expect(String(decoding: writer.take(), as: UTF8.self) == "[\"\(long)\",null,\"\(long)\"]")
        }
    }
}
