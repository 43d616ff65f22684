import Contracts
import Endpoints
import HTTP
import JSON
import ServiceKit
import Testing

/// A route together with a call that would succeed, and somebody who may make it.
struct Subject {
    let bazaar: Bazaar
    let operation: OperationDescription
    let call: Visit.Call
    let visitor: Visitor
    let host: String

    init(_ bazaar: Bazaar, _ operation: OperationDescription, at service: String) async throws {
        let visit = try Visit.of(operation)
        let users = Who.allCases.last { Verdict(operation, $0, visit) == .allowed && !$0.showsBadToken }
        let who = try #require(users ?? (operation.access.token == .service ? .peer : nil))
        host = operation.exposure == .internal ? service : "gateway"
        call = try await visit.prepare(bazaar, who)
        visitor = call.caller.map { .user($0) } ?? bazaar.visitor(who, at: host)
        self.bazaar = bazaar
        self.operation = operation
    }

    func send(_ call: Visit.Call, fields: HTTPFields = [:]) async throws -> ShopAnswer {
        try await bazaar.send(call, of: operation, as: visitor, fields: fields, to: host)
    }

    func send(_ bytes: [UInt8], fields: HTTPFields) async throws -> ShopAnswer {
        try await bazaar.shop.send(
            operation.method, call.target(of: operation), bytes: bytes, as: visitor, fields: fields, to: host)
    }

    /// Goes through the routes of a service, each with a call of its own.
    static func eachRoute(
        of service: String, where isWanted: (OperationDescription) -> Bool = { _ in true },
        _ body: (Subject) async throws -> Void
    ) async throws {
        try await withBazaar { bazaar in
            for route in try bazaar.shop.host(service).routes where isWanted(route.description) {
                try await body(try await Subject(bazaar, route.description, at: service))
            }
        }
    }

    /// Does something that must not change anything, not a row in any database.
    func expectNoChange(_ body: () async throws -> Void) async throws {
        let before = try await bazaar.shop.contents()
        try await body()
        let changes = try await bazaar.shop.contents().changes(since: before)
        #expect(changes == [], "\(operation)")
    }
}
