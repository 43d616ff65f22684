/// Turns JSON into Swift values.
///
/// Names are converted by ``JSONKey``; an integer is an integer; a string with a null character is refused, as no
/// database column takes it. When something is wrong, everything that is wrong is reported at once.
public enum JSONDecoding {
    public struct Options: Sendable {
        /// Members that the type does not ask for are errors.
        public var refusesUnknownMembers = false
        /// Numbers and booleans are read out of strings, and arrays out of strings with commas: for paths, queries
        /// and forms.
        public var scalarsAreText = false

        public init(refusesUnknownMembers: Bool = false, scalarsAreText: Bool = false) {
            self.refusesUnknownMembers = refusesUnknownMembers
            self.scalarsAreText = scalarsAreText
        }
    }

    public static func decode<Value: Decodable>(
        _ type: Value.Type, from json: JSONValue, options: Options = Options()
    ) throws(JSONDecodingError) -> Value {
        let state = JSONDecodingState(options: options, collects: false)
        do {
            let value = try state.decode(type, from: json, at: .root)
            let unknown = state.unknownMembers()
            if let first = unknown.first { throw JSONDecodingError(first, unknown.dropFirst()) }
            return value
        } catch let error as JSONDecodingError {
            throw error
        } catch {
            throw everythingWrong(with: json, as: type, options: options, first: error)
        }
    }

    /// Reads and decodes.
    public static func decode<Value: Decodable>(
        _ type: Value.Type, from bytes: some Collection<UInt8>, options: Options = Options()
    ) throws -> Value {
        try decode(type, from: try JSONValue.parse(bytes), options: options)
    }

    /// Decodes a second time, putting samples where a value is wrong, so as to see the rest.
    private static func everythingWrong(
        with json: JSONValue, as type: (some Decodable).Type, options: Options, first: any Error
    ) -> JSONDecodingError {
        let state = JSONDecodingState(options: options, collects: true)
        _ = try? state.decode(type, from: json, at: .root)
        let issues = state.issues + state.unknownMembers()
        guard let head = issues.first else {
            return JSONDecodingError(state.issue(for: first, decoding: type, at: .root))
        }
        return JSONDecodingError(head, issues.dropFirst())
    }
}
