import Endpoints
import HTTP
import Testing

@Suite("Preconditions at every route that heeds them")
struct PreconditionTests {
    @Test(
        "What has changed meanwhile is not overwritten: 412, and nothing changes", arguments: AccessMatrixTests.services
    )
    func staleWrites(service: String) async throws {
        try await Subject.eachRoute(of: service, where: { $0.isConditional && !$0.method.isSafe }) { subject in
            try await subject.expectNoChange {
                let answer = try await subject.send(subject.call, fields: [.ifMatch: "\"long-ago\""])
                #expect(
                    answer.status == 412 && answer.code == "precondition_failed", "\(subject.operation): \(answer)")
            }
            let tag = try await subject.currentTag()
            let answer = try await subject.send(subject.call, fields: [.ifMatch: tag])
            #expect(answer.status == subject.operation.status.code, "\(subject.operation), \(tag): \(answer)")
        }
    }

    @Test("What the client has already is not sent again", arguments: AccessMatrixTests.services)
    func knownReads(service: String) async throws {
        try await Subject.eachRoute(of: service, where: { $0.isConditional && $0.method.isSafe }) { subject in
            let tag = try await subject.currentTag()
            let known = try await subject.send(subject.call, fields: [.ifNoneMatch: tag])
            #expect(known.status == 304 && known.bytes.isEmpty, "\(subject.operation): \(known)")
            #expect(known.fields[.etag] == tag, "\(subject.operation)")
            let other = try await subject.send(subject.call, fields: [.ifNoneMatch: "\"long-ago\""])
            #expect(other.status == 200, "\(subject.operation): \(other)")
        }
    }
}

extension Subject {
    /// The tag of what the call changes, as its reader gets it.
    fileprivate func currentTag() async throws -> String {
        guard let reader else { return "*" }
        let answer = try await bazaar.shop.send(.get, reader, as: visitor, to: host).expect(200)
        return try #require(answer.fields[.etag], "\(operation)")
    }

    /// Where what the call changes can be read; nil for what is only ever listed.
    private var reader: String? {
        let target = call.target(of: operation)
        switch operation.template {
        case "/api/v1/users/": return "users/me/"
        case "/api/v1/units/{id}/": return nil
        case let path where path.hasPrefix("/api/v1/orders/{id}/") && operation.method == .post:
            return "/" + target.split(separator: "/").dropLast().joined(separator: "/")
        default: return target
        }
    }
}
