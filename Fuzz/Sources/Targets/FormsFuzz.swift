import Contracts
import HTTP
import Values

@testable import Endpoints
@testable import JSON

/// Forms and queries, and the types that are read from them.
enum FormsFuzz: FuzzTarget {
    static let name = "forms"

    static func run(_ input: FuzzInput) {
        let (choice, rest) = input.choosing(among: 4)
        if let items = try? URLEncodedForm.parse(rest.bytes) {
            expect(URLEncodedForm.parse(URLEncodedForm.encode(items)) == items, "a form is another when read again")
            expect(items.count <= rest.bytes.count { $0 == UInt8(ascii: "&") } + 1, "more items than parts")
        }
        switch choice {
        case 0: checkLogIn(rest.bytes)
        case 1: check(ProductQuery.self, rest.text)
        case 2: check(OrderQuery.self, rest.text)
        default: check(UserQuery.self, rest.text)
        }
    }

    private static func checkLogIn(_ bytes: [UInt8]) {
        let content = RequestContent(bytes: bytes, type: MediaType("application", "x-www-form-urlencoded"))
        do {
            let login = try LogIn.read(content)
            expect(!login.password.reveal().utf8.contains(0), "a NUL got through")
        } catch {
            expect(error is Problem || error is JSONDecodingError, "a form was refused by \(error)")
        }
    }

    private static func check<Query: PagedQuery>(_ type: Query.Type, _ text: String) {
        guard let items = URLEncodedForm.parse(text),
            let query = try? JSONDecoding.decode(type, from: .object(JSONObject(items)), options: .text)
        else { return }
        expect(query.brokenRules().isEmpty, "\(type) was accepted against its rules")
        expect((1...PageWindow.largestLimit).contains(query.window.limit), "\(type) asks for too much")
        expect((0...PageWindow.largestOffset).contains(query.window.offset), "\(type) begins too far behind")
        let names = Set(items.map(\.name))
        expect(names.count == items.count || type == UserQuery.self, "\(type) took a name twice")
    }
}
