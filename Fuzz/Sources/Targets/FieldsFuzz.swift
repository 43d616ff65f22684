import Observability

@testable import Endpoints
@testable import HTTP
@testable import ServiceKit

/// The values of header fields.
enum FieldsFuzz: FuzzTarget {
    static let name = "fields"

    private static let fields: [@Sendable (String) -> Void] = [
        checkMediaType, checkAccept, checkEntityTags, checkIdempotencyKey, checkTraceparent, checkCookie, checkParts,
        checkVary, checkBearer,
    ]

    static func run(_ input: FuzzInput) {
        let (choice, rest) = input.choosing(among: fields.count)
        // What no field carries does not get this far.
        guard HTTPToken.isFieldValue(rest.text) else { return }
        fields[choice](rest.text)
    }

    static func write(_ type: MediaType) -> String {
        type.essence + type.parameters.map { "; \($0.name)=\(MultipartFuzz.quoted($0.value))" }.joined()
    }

    @Sendable private static func checkMediaType(_ text: String) {
        guard let type = MediaType(text) else { return }
        expect(HTTPToken.isToken(type.type) && HTTPToken.isToken(type.subtype), "a type is no token")
        expect(!type.essence.utf8.contains { (0x41...0x5A).contains($0) }, "a type is not in lower case")
        expect(MediaType(write(type)) == type, "a type is another when it is read again")
    }

    @Sendable private static func checkAccept(_ text: String) {
        let offers = ["application/json", "text/html", "text/csv"]
        if let best = try? AcceptedTypes(text).best(of: offers) {
            expect(offers.contains(best), "a type was chosen that was not offered")
        }
        let everything = mustNotThrow("everything is accepted, but nothing found") {
            try AcceptedTypes("*/*, \(text)").best(of: ["x-nothing/of-the-kind"])
        }
        expect(everything == "x-nothing/of-the-kind" || text.contains("x-nothing"), "another type was chosen")
    }

    @Sendable private static func checkEntityTags(_ text: String) {
        guard case .tags(let tags)? = EntityTagCondition(text) else { return }
        expect(!tags.isEmpty, "a list of no tags")
        for tag in tags {
            expect(tag.opaque.utf8.allSatisfy { $0 > 0x20 && $0 != 0x22 && $0 != 0x7F }, "RFC 9110 knows no such tag")
        }
        let written = tags.map { ($0.isWeak ? "W/" : "") + "\"\($0.opaque)\"" }.joined(separator: ", ")
        expect(EntityTagCondition(written) == .tags(tags), "tags are others when they are read again")
        expect(text.utf8.count { $0 == 0x2C } >= tags.count - 1, "tags without commas between them")
        expect(EntityTagCondition.tags(tags).matchesWeakly(ETag(tags[0].opaque)), "a tag does not match itself")
    }

    @Sendable private static func checkIdempotencyKey(_ text: String) {
        guard let key = IdempotencyKey.read(text) else { return }
        expect((1...255).contains(key.utf8.count), "a key of \(key.utf8.count) bytes")
        expect(key.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x22 }, "a key holds what cannot be seen")
        expect(IdempotencyKey.read(key) == key && IdempotencyKey.read("\"\(key)\"") == key, "a key becomes another")
    }

    @Sendable private static func checkTraceparent(_ text: String) {
        let parts = text.utf8.split(separator: 0x2D, omittingEmptySubsequences: false).map(Array.init)
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) }
        let looksGood =
            parts.count >= 4 && parts.prefix(4).map(\.count) == [2, 32, 16, 2]
            && parts.prefix(4).joined().allSatisfy(isDigit) && parts[0] != Array("ff".utf8)
            && (parts.count == 4 || parts[0] != Array("00".utf8))
            && parts[1].contains { $0 != 0x30 } && parts[2].contains { $0 != 0x30 }
        let trace = TraceContext(traceparent: text)
        expect((trace != nil) == (looksGood && text.utf8.count <= 512) || text.utf8.count > 512, "not as W3C has it")
        guard let trace else { return }
        let again = TraceContext(traceparent: trace.traceparent)
        expect(again?.traceID == trace.traceID && again?.spanID == trace.spanID, "a trace becomes another")
        expect(again?.isSampled == trace.isSampled, "a trace forgets whether it is recorded")
    }

    @Sendable private static func checkCookie(_ text: String) {
        let request = mustNotThrow("no request") { try HTTPRequest(.get, "/", fields: [.cookie: text]) }
        guard let value = request.cookie("session") else { return }
        expect(text.utf8.count >= "session=".utf8.count + value.utf8.count, "a cookie that was not sent")
        let sent = mustNotThrow("no request") { try HTTPRequest(.get, "/", fields: [.cookie: "a=b; session=\(value)"]) }
        expect(sent.cookie("session") == value || value.contains("\""), "a cookie becomes another")
    }

    @Sendable private static func checkParts(_ text: String) {
        var parts = FieldValueParts(text, separator: 0x2C)
        var count = 0
        var length = 0
        while let part = parts.next() {
            count += 1
            length += part.utf8.count
            expect(part.utf8.first != 0x20 && part.utf8.last != 0x20, "a part is not trimmed")
        }
        expect(count <= text.utf8.count { $0 == 0x2C } + 1 && length <= text.utf8.count, "more parts than there are")
    }

    @Sendable private static func checkVary(_ text: String) {
        var response = HTTPResponse(.ok, fields: [.vary: text])
        response.varies(by: .origin)
        let once = response.fields[.vary]
        response.varies(by: .origin)
        expect(response.fields[.vary] == once || text.contains("\""), "an answer varies twice by the same field")
    }

    @Sendable private static func checkBearer(_ text: String) {
        let scheme = Array(text.utf8.prefix { $0 != 0x20 })
        guard let token = try? AuthenticationMiddleware.bearerToken([.authorization: text]) else {
            let words = text.utf8.split(separator: 0x20)
            let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
            expect(!isPlain || words.count != 2 || !isBearer(Array(words[0])), "a token was refused")
            return
        }
        expect(!token.isEmpty && !token.utf8.contains(0x20), "a token that is none")
        expect(isBearer(scheme) || text.utf8.first == 0x20, "a token of another scheme")
        let again = mustNotThrow("a token was refused") {
            try AuthenticationMiddleware.bearerToken([.authorization: "Bearer \(token)"])
        }
        expect(again == token, "a token becomes another")
        var twice: HTTPFields = [.authorization: text]
        twice.add(.authorization, text)
        expect((try? AuthenticationMiddleware.bearerToken(twice)) == nil, "two tokens were taken for one")
    }

    private static func isBearer(_ scheme: [UInt8]) -> Bool {
        scheme.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 } == Array("bearer".utf8)
    }
}
