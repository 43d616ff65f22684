/// Goes through a multipart body from front to back, looking at each byte a bounded number of times.
struct MultipartReader {
    private let body: [UInt8]
    private let delimiter: [UInt8]
    private var position = 0

    private static let maximumHeaderBytes = 8_192
    private static let newline: [UInt8] = [0x0D, 0x0A]

    init(_ body: [UInt8], boundary: String) {
        self.body = body
        delimiter = Self.newline + Array("--\(boundary)".utf8)
    }

    /// Goes to behind the first delimiter, which needs no new line before it.
    mutating func skipPreamble() throws(Problem) {
        if body.starts(with: delimiter[2...]) {
            position = delimiter.count - 2
        } else if let start = find(delimiter, from: 0) {
            position = start + delimiter.count
        } else {
            throw .malformed("The multipart form does not hold its boundary.")
        }
    }

    /// Whether the delimiter that was just passed begins a part, and is not the last one.
    mutating func hasAnotherPart() throws(Problem) -> Bool {
        if stands("--".utf8) { return false }
        while position < body.count, body[position] == 0x20 || body[position] == 0x09 { position += 1 }
        guard stands(Self.newline) else { throw .malformed("The multipart form has a broken boundary.") }
        position += 2
        return true
    }

    /// Reads a part, and goes to behind the delimiter that ends it.
    mutating func part() throws(Problem) -> MultipartForm.Part {
        let fields = try header()
        guard let disposition = fields[.contentDisposition] else {
            throw .malformed("A part of the multipart form has no Content-Disposition.")
        }
        let (name, filename) = try Self.names(disposition)
        var contentType: MediaType?
        if let text = fields[.contentType] {
            guard let type = MediaType(text) else {
                throw .malformed("A part of the multipart form has a broken Content-Type.")
            }
            contentType = type
        }
        // The new line before the delimiter belongs to it: an empty part has none of its own.
        guard let end = find(delimiter, from: position - 2) else {
            throw .malformed("The multipart form ends within a part.")
        }
        let bytes = body[position..<max(position, end)]
        position = end + delimiter.count
        return MultipartForm.Part(name: name, filename: filename, contentType: contentType, bytes: bytes)
    }

    private mutating func header() throws(Problem) -> HTTPFields {
        var fields = HTTPFields()
        let limit = position + Self.maximumHeaderBytes
        while true {
            guard let end = find(Self.newline, from: position), end <= limit else {
                throw .malformed("A part of the multipart form has a broken header.")
            }
            let line = body[position..<end]
            position = end + 2
            if line.isEmpty { return fields }
            guard let text = String(validating: line, as: UTF8.self), let colon = text.firstIndex(of: ":"),
                let name = HTTPFieldName(checking: String(text[..<colon])), HTTPToken.isFieldValue(text)
            else { throw .malformed("A part of the multipart form has a broken header.") }
            fields.add(name, String(ASCII.trimmed(text[text.index(after: colon)...])))
        }
    }

    private static func names(_ disposition: String) throws(Problem) -> (name: String, filename: String?) {
        var parts = FieldValueParts(disposition, separator: UInt8(ascii: ";"))
        var name: String?
        var filename: String?
        guard let kind = parts.next(), ASCII.equalIgnoringCase(kind, "form-data") else {
            throw .malformed("A part of the multipart form is not form-data.")
        }
        while let part = parts.next() {
            guard let parameter = FieldValueParts.parameter(part) else { continue }
            switch parameter.name {
            case "name": name = parameter.value
            case "filename": filename = parameter.value
            default: break
            }
        }
        guard let name, !name.isEmpty else { throw .malformed("A part of the multipart form has no name.") }
        return (name, filename)
    }

    private func stands(_ bytes: some Collection<UInt8>) -> Bool {
        body[position...].starts(with: bytes)
    }

    private func find(_ pattern: [UInt8], from start: Int) -> Int? {
        guard body.count >= pattern.count, start >= 0 else { return nil }
        let last = body.count - pattern.count
        var index = start
        return body.withUnsafeBufferPointer { body in
            while index <= last {
                guard let candidate = body[index...last].firstIndex(of: pattern[0]) else { return nil }
                if pattern.indices.allSatisfy({ body[candidate + $0] == pattern[$0] }) { return candidate }
                index = candidate + 1
            }
            return nil
        }
    }
}
