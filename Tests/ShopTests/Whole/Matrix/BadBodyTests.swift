import Contracts
import Endpoints
import HTTP
import JSON
import ServiceKit
import Testing

@Suite("Bad bodies")
struct BadBodyTests {
    @Test(
        "Each body that is wrong gets its status and its field named, and changes nothing",
        arguments: AccessMatrixTests.services)
    func everyBody(service: String) async throws {
        try await Subject.eachRoute(of: service, where: { !$0.bodyTypes.isEmpty }) { subject in
            try await subject.expectNoChange {
                try await expectUnreadable(subject)
                if case .json(let good) = subject.call.body, let shape = try subject.operation.body() {
                    try await expectInvalid(subject, good.objectValue ?? [:], shape)
                }
            }
        }
    }

    /// What is refused before anybody looks for fields.
    private func expectUnreadable(_ subject: Subject) async throws {
        let isJSON = subject.operation.bodyTypes[0] == "application/json"
        let malformed: [(String, [UInt8])] = [
            ("cut off", Array(#"{"a": 1"#.utf8)), ("blank", Array(" ".utf8)), ("two values", Array("{} {}".utf8)),
            ("a doubled member", Array(#"{"a": 1, "a": 2}"#.utf8)), ("not a number", Array(#"{"a": NaN}"#.utf8)),
            ("bad UTF-8", Array(#"{"a": ""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8)),
            ("too deep", Array(String(repeating: "[", count: 40).utf8) + Array(String(repeating: "]", count: 40).utf8)),
        ]
        for (what, bytes) in malformed where isJSON {
            try await subject.expect(400, "malformed", what, bytes)
        }
        let tooMuch = [UInt8](repeating: UInt8(ascii: " "), count: subject.operation.bodyLimit + 1)
        try await subject.expect(
            413, "content_too_large", "too large", tooMuch, type: subject.operation.bodyTypes[0])
        for type in ["text/plain", "application/xml", "nonsense"] {
            try await subject.expect(415, "unsupported_media_type", type, Array("{}".utf8), type: type)
        }
    }

    /// What is JSON, but not what the endpoint asks for.
    private func expectInvalid(_ subject: Subject, _ good: JSONObject, _ shape: Shape) async throws {
        for root in [[], "text", 7, true, nil] as [JSONValue?] {
            try await subject.expect(422, naming: "", "wrong root", root ?? .null)
        }
        var unknown = good
        unknown["not_a_field"] = 1
        try await subject.expect(422, naming: "/not_a_field", "an unknown field", .object(unknown))
        for field in shape.fields {
            var bad = good
            bad[field.name] = Self.wrongValue(for: field.shape)
            try await subject.expect(422, naming: "/\(field.name)", "a wrong type", .object(bad))
            guard !field.isOptional else { continue }
            bad[field.name] = .null
            try await subject.expect(422, naming: "/\(field.name)", "null", .object(bad))
            bad[field.name] = nil
            try await subject.expect(422, naming: "/\(field.name)", "a missing field", .object(bad))
        }
    }

    /// A value that no field of this shape takes.
    private static func wrongValue(for shape: Shape) -> JSONValue {
        switch shape.kind {
        case .object, .dictionary, .reference, .array: 7
        default: ["not": ["what", "was", "asked"]]
        }
    }
}

extension Subject {
    fileprivate func expect(
        _ status: Int, _ code: String, _ what: String, _ bytes: [UInt8], type: String = "application/json"
    ) async throws {
        let answer = try await send(bytes, fields: [.contentType: type])
        #expect(answer.status == status && answer.code == code, "\(operation), \(what): \(answer)")
    }

    fileprivate func expect(_ status: Int, naming pointer: String, _ what: String, _ json: JSONValue) async throws {
        var bad = call
        bad.body = .json(json)
        let answer = try await send(bad)
        #expect(answer.status == status && answer.code == "invalid", "\(operation), \(what): \(answer)")
        #expect(
            answer.faults.contains { $0 == pointer || $0.hasPrefix(pointer + "/") },
            "\(operation), \(what), \(pointer): \(answer)")
    }
}
