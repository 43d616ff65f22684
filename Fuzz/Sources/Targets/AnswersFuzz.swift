import Contracts
import JSON
import Messaging
import SQL

@testable import Catalog
@testable import HTTP
@testable import HTTPClient
@testable import SQLite
@testable import ServiceKit

/// What comes back to us: answers of other services and of SQLite, events, and what we stored ourselves.
enum AnswersFuzz: FuzzTarget {
    static let name = "answers"

    static func run(_ input: FuzzInput) {
        let (choice, rest) = input.choosing(among: 7)
        switch choice {
        case 0: checkProblem(rest.bytes)
        case 1: checkEvent(rest.bytes)
        case 2: checkStoredAnswer(rest.bytes)
        case 3: checkStoredOutcome(rest.bytes)
        case 4: checkField(rest.bytes)
        case 5: checkProduct(rest.bytes)
        default: checkConstraint(rest.text)
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

    /// What SQLite says of a broken rule: any text, and names in the way in which it tells them.
    private static func checkConstraint(_ text: String) {
        let read = Constraint(message: text)
        expect(read.columns.allSatisfy { text.contains($0) && !$0.isEmpty }, "a column that was not named")
        let names = text.split(whereSeparator: \.isWhitespace).map(String.init)
        let isName = { (name: String) in
            name.utf8.allSatisfy { Unicode.Scalar($0).properties.isAlphabetic || $0 == 0x5F }
        }
        guard names.count > 1, names.allSatisfy(isName) else { return }
        let columns = Array(names.dropFirst())
        let told = columns.map { "\(names[0]).\($0)" }.joined(separator: ", ")
        let unique = Constraint(message: "UNIQUE constraint failed: \(told)")
        expect(unique == Constraint(table: names[0], columns: columns), "\(told) is read as \(unique)")
        let index = Constraint(message: "UNIQUE constraint failed: index '\(names[0])'")
        expect(index == Constraint(name: names[0]), "an index is read as \(index)")
        let check = Constraint(message: "CHECK constraint failed: \(names[0])")
        expect(check == Constraint(name: names[0]), "a rule is read as \(check)")
    }
}
