import Contracts
import JSON
import Messaging

@testable import Catalog
@testable import HTTP
@testable import HTTPClient
@testable import ServiceKit

/// What comes back to us: answers of other services, events, and what we stored ourselves.
enum AnswersFuzz: FuzzTarget {
    static let name = "answers"

    static func run(_ input: FuzzInput) {
        let (choice, rest) = input.choosing(among: 6)
        switch choice {
        case 0: checkProblem(rest.bytes)
        case 1: checkEvent(rest.bytes)
        case 2: checkStoredAnswer(rest.bytes)
        case 3: checkStoredOutcome(rest.bytes)
        case 4: checkField(rest.bytes)
        default: checkProduct(rest.bytes)
        }
    }

    private static func checkProblem(_ body: [UInt8]) {
        let response = HTTPResponse(.conflict, fields: [.contentType: Problem.mediaType])
        guard let problem = Problem(response, body: body) else { return }
        let document = problem.document(instance: nil, traceID: nil)
        let again = need(Problem(response, body: document), "a problem is none when it is read again")
        expect(again.document(instance: nil, traceID: nil) == document, "a problem is another when it is read again")
    }

    private static func checkEvent(_ bytes: [UInt8]) {
        guard let event = try? JSONDecoding.decode(EventEnvelope.self, from: bytes) else { return }
        let written = mustNotThrow("an event cannot be written") { try JSONEncoding.encode(event) }
        let again = mustNotThrow("an event cannot be read again") {
            try JSONDecoding.decode(EventEnvelope.self, from: written)
        }
        expect(again == event, "an event is another when it is read again")
    }

    private static func checkStoredAnswer(_ bytes: [UInt8]) {
        _ = EncodedAnswer(stored: bytes)
        let answer = EncodedAnswer(bytes)
        let again = need(EncodedAnswer(stored: answer.stored), "an answer cannot be read again")
        expect(again.tag == answer.tag && again.body == answer.body, "an answer is another when it is read again")
    }

    private static func checkStoredOutcome(_ bytes: [UInt8]) {
        guard let outcome = try? IdempotentOutcome(storedBytes: bytes) else { return }
        let written = mustNotThrow("an outcome cannot be written") { try outcome.storedBytes() }
        let again = mustNotThrow("an outcome cannot be read again") { try IdempotentOutcome(storedBytes: written) }
        let writtenAgain = mustNotThrow("an outcome cannot be written") { try again.storedBytes() }
        expect(written == writtenAgain, "an outcome is another when it is read again")
    }

    private static func checkField(_ line: [UInt8]) {
        guard let field = line.withUnsafeBytes({ Transfer.field(in: $0) }) else { return }
        expect(HTTPToken.isToken(field.name.rawName), "a name that is none")
        expect(HTTPToken.isFieldValue(field.value), "a value that could not be sent on")
        let written = Array("\(field.name): \(field.value)\r\n".utf8)
        let again = written.withUnsafeBytes { Transfer.field(in: $0) }
        expect(again == field, "a field is another when it is read again")
    }

    /// The way that is written by hand and the one that is not give the same bytes.
    private static func checkProduct(_ bytes: [UInt8]) {
        guard let product = try? JSONDecoding.decode(ProductView.self, from: bytes) else { return }
        let byHand = mustNotThrow("a product cannot be written") { try JSONEncoding.encode(product) }
        let bySwift = mustNotThrow("a product cannot be written") {
            try JSONEncoding.encode(product, handwritten: false)
        }
        expect(byHand == bySwift, "a product is written in two ways")
        let again = mustNotThrow("a product cannot be read again") {
            try JSONDecoding.decode(ProductView.self, from: byHand)
        }
        expect((try? JSONEncoding.encode(again)) == byHand, "a product is another when it is read again")
    }
}
