@testable import HTTP

/// Multipart forms: the first line is the boundary, the rest the body.
enum MultipartFuzz: FuzzTarget {
    static let name = "multipart"

    static func run(_ input: FuzzInput) {
        let (head, body) = input.halves
        let boundary = head.text
        guard let form = try? MultipartForm(body.bytes, boundary: boundary) else { return }
        expect(form.parts.count <= 16, "more parts than are read")
        let delimiter = Array("\r\n--\(boundary)".utf8)
        for part in form.parts {
            expect(!part.name.isEmpty, "a part without a name")
            expect(!contains(delimiter, in: part.bytes), "a part holds the boundary")
        }
        let written = write(form.parts, boundary)
        let again = mustNotThrow("what was written cannot be read") { try MultipartForm(written, boundary: boundary) }
        expect(again.parts.count == form.parts.count, "parts got lost")
        for (one, other) in zip(form.parts, again.parts) {
            expect(one.name == other.name && one.filename == other.filename, "a part is called otherwise")
            expect(one.contentType == other.contentType, "a part is of another type")
            expect(one.bytes.elementsEqual(other.bytes), "a part holds other bytes")
        }
    }

    private static func contains(_ pattern: [UInt8], in bytes: ArraySlice<UInt8>) -> Bool {
        // Only a start at the pattern's first byte counts, which no other of its bytes equals.
        bytes.indices.contains { bytes[$0] == pattern[0] && bytes[$0...].starts(with: pattern) }
    }

    private static func write(_ parts: [MultipartForm.Part], _ boundary: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for part in parts {
            var head = "--\(boundary)\r\nContent-Disposition: form-data; name=\(quoted(part.name))"
            if let filename = part.filename { head += "; filename=\(quoted(filename))" }
            if let type = part.contentType { head += "\r\nContent-Type: \(FieldsFuzz.write(type))" }
            bytes += Array(head.utf8) + Array("\r\n\r\n".utf8) + part.bytes + Array("\r\n".utf8)
        }
        return bytes + Array("--\(boundary)--\r\n".utf8)
    }

    static func quoted(_ text: String) -> String {
        var result: [UInt8] = [0x22]
        for byte in text.utf8 {
            if byte == 0x22 || byte == 0x5C { result.append(0x5C) }
            result.append(byte)
        }
        return String(decoding: result + [0x22], as: UTF8.self)
    }
}
