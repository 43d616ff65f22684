import Endpoints
import HTTP
import JSON

/// How a route is called with success, and who owns what it then touches.
struct Visit: Sendable {
    enum Payload: Sendable {
        case none
        case json(JSONValue)
        case file([UInt8], type: String)
    }

    /// One call that can succeed: on things that exist, with a body that is valid.
    struct Call: Sendable {
        var path: [String: String] = [:]
        var query = ""
        var body = Payload.none
        /// Somebody in the place of the usual caller, for calls that use their caller up.
        var caller: Person?
    }

    /// Nil where the declared access says all.
    let owners: Set<Who>?
    /// What the others are told that the declared access lets in.
    let refusal: Int
    /// Makes what the call needs, for one kind of caller.
    let prepare: @Sendable (Bazaar, Who) async throws -> Call

    init(
        owners: Set<Who>? = nil, refusal: Int = 404,
        _ prepare: @escaping @Sendable (Bazaar, Who) async throws -> Call
    ) {
        self.owners = owners
        self.refusal = refusal
        self.prepare = prepare
    }

    /// Needs nothing to be there, or only what every bazaar has.
    static func plain(_ call: Call = Call()) -> Visit { Visit { _, _ in call } }

    static func body(_ body: JSONValue) -> Visit { .plain(Call(body: .json(body))) }

    static let all = accounts.merging(catalog) { $1 }.merging(carts) { $1 }.merging(reviews) { $1 }
        .merging(orders) { $1 }.merging(notifications) { $1 }

    static func of(_ operation: OperationDescription) throws -> Visit {
        let name = "\(operation.method) \(operation.path)"
        guard let visit = all[name.replacing("/api/v1/", with: "")] else { throw MissingVisit(route: name) }
        return visit
    }
}

/// A route that the matrices do not know yet.
struct MissingVisit: Error {
    let route: String
}

extension Visit.Call {
    func target(of operation: OperationDescription) -> String {
        path.reduce(operation.template) { $0.replacing("{\($1.key)}", with: $1.value) } + query
    }
}
