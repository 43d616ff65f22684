extension JSONDecodingState {
    func issue(_ code: String, _ message: String, at path: JSONPath) -> JSONDecodingError.Issue {
        JSONDecodingError.Issue(pointer: path.pointer, code: code, message: message)
    }

    /// Says of any error what was wrong with the value at the path.
    func issue(for error: any Error, decoding type: Any.Type, at path: JSONPath) -> JSONDecodingError.Issue {
        if let issue = error as? JSONDecodingError.Issue { return issue }
        if let choices = type as? any (CaseIterable & RawRepresentable).Type {
            return issue("invalid", "must be one of: \(rawValues(of: choices).joined(separator: ", "))", at: path)
        }
        switch error {
        case DecodingError.dataCorrupted(let context): return issue("invalid", context.debugDescription, at: path)
        case DecodingError.valueNotFound: return issue("required", "must not be null", at: path)
        case DecodingError.keyNotFound(let key, _):
            return issue("required", "is required", at: .member(of: path, JSONKey.snakeCase(key.stringValue)))
        default: return issue("invalid", "is not valid", at: path)
        }
    }

    private func rawValues<Choice: CaseIterable & RawRepresentable>(of type: Choice.Type) -> [String] {
        type.allCases.map { "\($0.rawValue)" }
    }

    func mismatch(_ json: JSONValue, wanted: String, at path: JSONPath) -> JSONDecodingError.Issue {
        if json.isNull { return issue("required", "must not be null", at: path) }
        if options.scalarsAreText, case .array = json { return issue("invalid", "must be given once", at: path) }
        if options.scalarsAreText { return issue("type", "must be \(wanted)", at: path) }
        return issue("type", "must be \(wanted), not \(json.kind)", at: path)
    }

    func text(_ json: JSONValue, at path: JSONPath) throws -> String {
        guard case .string(let text) = json else { throw mismatch(json, wanted: "a string", at: path) }
        guard !text.utf8.contains(0) else {
            throw issue("invalid", "must not contain a null character", at: path)
        }
        return text
    }

    func bool(_ json: JSONValue, at path: JSONPath) throws -> Bool {
        if case .bool(let value) = json { return value }
        if options.scalarsAreText, let text = json.stringValue, let value = Bool(text) { return value }
        throw mismatch(json, wanted: options.scalarsAreText ? "true or false" : "a boolean", at: path)
    }

    private func number(_ json: JSONValue) -> JSONNumber? {
        if case .number(let number) = json { return number }
        guard options.scalarsAreText, let text = json.stringValue, !text.utf8.contains(where: { $0 <= 0x20 }),
            case .number(let number)? = try? JSONValue.parse(text)
        else { return nil }
        return number
    }

    func integer<Integer: FixedWidthInteger>(
        _ json: JSONValue, _: Integer.Type, at path: JSONPath
    ) throws -> Integer {
        guard let number = number(json) else { throw mismatch(json, wanted: "an integer", at: path) }
        if let value = number.integer(Integer.self) { return value }
        // Digits alone are an integer of any length; it is only too large.
        let isFraction = !number.text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
        if isFraction && !number.isIntegral { throw issue("type", "must be an integer", at: path) }
        throw issue("range", "must lie between \(Integer.min) and \(Integer.max)", at: path)
    }

    func double(_ json: JSONValue, at path: JSONPath) throws -> Double {
        guard let number = number(json) else { throw mismatch(json, wanted: "a number", at: path) }
        guard let value = number.double else { throw issue("range", "is too large", at: path) }
        return value
    }
}
