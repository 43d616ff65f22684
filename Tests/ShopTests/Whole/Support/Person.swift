import Contracts
import JSON

/// A user of the shop, who may have registered a moment ago.
struct Person: Sendable {
    let id: String
    let name: String
    let role: Role

    static let password = "a goat on the roof"

    var email: String { "\(name)@example.org" }
    var json: JSONValue { .string(id) }
}
