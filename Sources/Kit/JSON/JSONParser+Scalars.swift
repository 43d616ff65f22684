extension JSONParser {
    mutating func number() throws(JSONSyntaxError) -> JSONNumber {
        let start = position
        _ = take(UInt8(ascii: "-"))
        if take(UInt8(ascii: "0")) {
            if let byte = next, isDigit(byte) { throw failure("a number must not begin with a zero") }
        } else {
            try digits()
        }
        if take(UInt8(ascii: ".")) { try digits() }
        if let byte = next, byte | 0x20 == UInt8(ascii: "e") {
            position += 1
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        return JSONNumber(validated: String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private mutating func digits() throws(JSONSyntaxError) {
        guard let first = next, isDigit(first) else { throw failure("a digit is missing") }
        while let byte = next, isDigit(byte) { position += 1 }
    }

    /// Reads a string from its opening quote on. The usual one has no escape and is copied once, whole.
    mutating func string() throws(JSONSyntaxError) -> String {
        position += 1
        let start = position
        try skipPlainCharacters()
        if next == UInt8(ascii: "\"") {
            defer { position += 1 }
            return try text(of: bytes[start..<position], at: start)
        }
        var unescaped = Array(bytes[start..<position])
        while true {
            if take(UInt8(ascii: "\"")) { return try text(of: unescaped, at: start) }
            position += 1  // the backslash: skipPlainCharacters stops at nothing else
            try escape(into: &unescaped)
            let run = position
            try skipPlainCharacters()
            unescaped.append(contentsOf: bytes[run..<position])
        }
    }

    /// Stops at a quote or a backslash.
    private mutating func skipPlainCharacters() throws(JSONSyntaxError) {
        while let byte = next {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return }
            guard byte >= 0x20 else { throw failure("a control character must be escaped") }
            position += 1
        }
        throw failure("a string has no end")
    }

    private func text(of bytes: some Sequence<UInt8>, at start: Int) throws(JSONSyntaxError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw JSONSyntaxError(offset: start, message: "a string is not valid UTF-8")
        }
        return text
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONSyntaxError) {
        guard let character = next else { throw failure("a string has no end") }
        position += 1
        switch character {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(character)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try escapedScalar()).utf8)
        default:
            position -= 1
            throw failure("this character cannot be escaped")
        }
    }

    private mutating func escapedScalar() throws(JSONSyntaxError) -> Character {
        let start = position
        var code = try fourHexadecimalDigits()
        if (0xD800..<0xDC00).contains(code), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
            let low = try fourHexadecimalDigits()
            // A high surrogate without its low one stays what it is, and is refused below.
            if (0xDC00..<0xE000).contains(low) { code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00) }
        }
        guard let scalar = Unicode.Scalar(code) else {
            throw JSONSyntaxError(offset: start, message: "half of a surrogate pair is no character")
        }
        return Character(scalar)
    }

    private mutating func fourHexadecimalDigits() throws(JSONSyntaxError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw failure("four hexadecimal digits are missing")
            }
            position += 1
            code = code << 4 | UInt32(digit)
        }
        return code
    }
}
