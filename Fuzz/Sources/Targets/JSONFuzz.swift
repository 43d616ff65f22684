import FoundationEssentials

@testable import JSON

/// JSON of any shape. Whatever is accepted is written and read again, and Foundation has to accept it as well.
enum JSONFuzz: FuzzTarget {
    static let name = "json"

    static func run(_ input: FuzzInput) {
        guard let value = try? JSONValue.parse(input.bytes) else { return }
        let written = value.encoded
        let again = mustNotThrow("what was written cannot be read") { try JSONValue.parse(written) }
        expect(again.encoded == written, "written twice, it is not the same")
        expect(again == value, "read again, it is not equal")
        let pretty = mustNotThrow("what was written for people cannot be read") {
            try JSONValue.parse(value.prettyPrinted)
        }
        expect(pretty.encoded == written, "written for people, it is not the same")
        expect(depth(of: value) <= 32, "it is nested more deeply than allowed")
        _ = mustNotThrow("Foundation refuses it") {
            try JSONDecoder().decode(Anything.self, from: Data(input.bytes))
        }
        checkNumbers(in: value)
    }

    private static func depth(of value: JSONValue) -> Int {
        switch value {
        case .array(let elements): 1 + (elements.map(depth).max() ?? 0)
        case .object(let object): 1 + (object.members.map { depth(of: $0.value) }.max() ?? 0)
        default: 0
        }
    }

    private static func checkNumbers(in value: JSONValue) {
        switch value {
        case .number(let number):
            if let integer = value.intValue {
                expect(number.isIntegral, "\(number) is \(integer), but not integral")
                expect(number.double == Double(integer), "\(number) is two numbers")
            }
            if let double = number.double { expect(double == Double(number.text), "\(number) is not \(double)") }
        case .array(let elements): elements.forEach(checkNumbers)
        case .object(let object):
            expect(Set(object.keys).count == object.count, "a name stands twice")
            for member in object { checkNumbers(in: member.value) }
        default: break
        }
    }

    /// Lets Foundation's parser go through the whole text, and looks at nothing.
    private struct Anything: Decodable {
        init(from _: any Decoder) {}
    }
}
