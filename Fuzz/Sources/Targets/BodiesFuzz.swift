import Contracts
import HTTP

@testable import Endpoints
@testable import JSON

/// The bodies that services take. What is accepted keeps its rules and can be sent on; what is refused is refused
/// with places that exist.
enum BodiesFuzz: FuzzTarget {
    static let name = "bodies"

    private static let bodies: [@Sendable ([UInt8]) -> Void] = [
        { check(NewProduct.self, $0) }, { check(ProductChange.self, $0) }, { check(NewUser.self, $0) },
        { check(NewOrder.self, $0) }, { check(NewReview.self, $0) }, { check(StockUpdate.self, $0) },
        { check(LogIn.self, $0) }, { check(MailRequest.self, $0) },
    ]

    static func run(_ input: FuzzInput) {
        let (choice, rest) = input.choosing(among: bodies.count)
        bodies[choice](rest.bytes)
    }

    private static func check<Body: RequestBody & Encodable>(_ type: Body.Type, _ bytes: [UInt8]) {
        let content = RequestContent(bytes: bytes, type: MediaType("application", "json"))
        do {
            let body = try Body.read(content)
            if let checked = body as? any RuleChecked {
                expect(checked.brokenRules().isEmpty, "\(type) was accepted against its rules")
            }
            let written = mustNotThrow("\(type) cannot be written") { try JSONEncoding.encode(body) }
            let again = mustNotThrow("\(type) cannot be read again") {
                try Body.read(RequestContent(bytes: written, type: content.type))
            }
            let writtenAgain = mustNotThrow("\(type) cannot be written again") { try JSONEncoding.encode(again) }
            expect(written == writtenAgain, "\(type) changes on its way")
        } catch let error as JSONDecodingError {
            guard let json = bytes.isEmpty ? [:] : try? JSONValue.parse(bytes) else {
                fail("\(type) was refused as JSON of a wrong shape, but is no JSON")
            }
            expect(error.issues.count <= 64, "a longer answer than anybody reads")
            for issue in error.issues { check(issue, in: json) }
        } catch {
            expect(error is Problem, "\(type) was refused by \(error)")
        }
    }

    /// The pointer leads to a value; to what is missing it leads up to the last step.
    private static func check(_ issue: JSONDecodingError.Issue, in json: JSONValue) {
        var place: JSONValue? = json
        var steps = issue.pointer.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { unescaped(Array($0)) }
        expect(steps.removeFirst().isEmpty, "\(issue.pointer) is no JSON pointer")
        if issue.code == "required" { _ = steps.popLast() }
        for step in steps {
            switch place {
            case .object(let object)?: place = object.members.first { $0.key.utf8.elementsEqual(step) }?.value
            case .array?: place = Int(String(decoding: step, as: UTF8.self)).flatMap { place?[$0] }
            default: place = nil
            }
        }
        expect(place != nil, "\(issue.pointer) leads nowhere")
    }

    private static func unescaped(_ step: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var bytes = step.makeIterator()
        while let byte = bytes.next() {
            result.append(byte == UInt8(ascii: "~") ? bytes.next() == UInt8(ascii: "1") ? 0x2F : 0x7E : byte)
        }
        return result
    }
}
