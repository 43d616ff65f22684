import HTTP
import JSON

/// What came back, read to its end.
struct ShopAnswer: Sendable, CustomStringConvertible {
    let status: Int
    let fields: HTTPFields
    let bytes: [UInt8]

    init(_ response: HTTPResponse) async throws {
        status = response.status.code
        fields = response.fields
        bytes = try await response.body.collect()
    }

    var json: JSONValue { (try? JSONValue.parse(bytes)) ?? .null }

    subscript(_ member: String) -> JSONValue { json[member] ?? .null }

    /// The number under which something was made.
    var id: Int { self["id"].intValue ?? 0 }

    var text: String { self["id"].stringValue ?? "" }

    /// The code of a problem.
    var code: String { self["code"].stringValue ?? "" }

    /// What a problem says to be wrong: pointers into the body, names of parameters.
    var faults: [String] {
        (self["errors"].arrayValue ?? []).compactMap { $0["pointer"]?.stringValue ?? $0["parameter"]?.stringValue }
    }

    var description: String { "\(status) \(String(decoding: bytes.prefix(600), as: UTF8.self))" }

    /// The answer itself if it has the status.
    /// - Throws: ``UnexpectedAnswer`` otherwise, which tells the whole of it.
    func expect(_ status: Int) throws -> ShopAnswer {
        guard self.status == status else { throw UnexpectedAnswer(expected: status, answer: self) }
        return self
    }
}

struct UnexpectedAnswer: Error, CustomStringConvertible {
    let expected: Int
    let answer: ShopAnswer

    var description: String { "expected \(expected), got \(answer)" }
}
