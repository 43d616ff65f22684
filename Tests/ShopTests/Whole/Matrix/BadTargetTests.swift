import Contracts
import Endpoints
import HTTP
import JSON
import ServiceKit
import Testing

@Suite("Bad targets")
struct BadTargetTests {
    @Test(
        "Each wrong parameter of a query is 422 and named, and changes nothing",
        arguments: AccessMatrixTests.services)
    func everyQuery(service: String) async throws {
        try await Subject.eachRoute(of: service) { subject in
            let parameters = try subject.operation.queryParameters()
            try await subject.expectNoChange {
                for (name, value) in [("not_a_parameter", "1")] + Self.wrongValues(parameters) {
                    // Whatever else the query needs stays as it is.
                    let others = subject.call.query.dropFirst().split(separator: "&")
                        .filter { !$0.hasPrefix("\(name)=") }.map(String.init)
                    var bad = subject.call
                    bad.query = "?" + (others + ["\(name)=\(value)"]).joined(separator: "&")
                    let answer = try await subject.send(bad)
                    #expect(
                        answer.status == 422 && answer.faults.contains(name),
                        "\(subject.operation)\(bad.query): \(answer)")
                }
            }
        }
    }

    private static func wrongValues(_ parameters: [ShapeField]) -> [(String, String)] {
        parameters.flatMap { field -> [(String, String)] in
            switch (field.name, field.shape.kind) {
            case ("limit", _): ["0", "101", "-1", "abc", "1.5", "", "1&limit=2"].map { ("limit", $0) }
            case ("offset", _): ["-1", "abc", "99999999999999999999"].map { ("offset", $0) }
            case (let name, .integer), (let name, .boolean), (let name, .choice), (let name, .array):
                [(name, "~nonsense~")]
            case (let name, .string) where field.shape.format == "uuid" || field.shape.format == "decimal":
                [(name, "~nonsense~"), (name, "-1")]
            default: []
            }
        }
    }

    /// Calls that may name what nobody has heard of yet: they make it, or say that there is nothing.
    private static let takesUnknown: Set<String> = [
        "PUT /api/reservations/{order_id}/", "DELETE /api/reservations/{order_id}/",
        "PUT /api/checkouts/{checkout_id}/", "PUT /api/mails/{id}/", "GET /api/open-orders/{user_id}/",
        "GET /api/v1/reviews/{product_id}/",
    ]

    private static let nobodysID = "0198c0de-0000-7000-8000-00000000ffff"

    @Test("What a path names and is not there is 404, and nothing changes", arguments: AccessMatrixTests.services)
    func everyPath(service: String) async throws {
        try await Subject.eachRoute(of: service) { subject in
            let operation = subject.operation
            try await subject.expectNoChange {
                for parameter in try operation.pathParameters() {
                    for value in Self.strangeValues(of: parameter, in: operation) {
                        var bad = subject.call
                        bad.path[parameter.name] = value
                        let answer = try await subject.send(bad)
                        #expect(answer.status == 404, "\(operation), \(value): \(answer)")
                    }
                }
            }
        }
    }

    private static func strangeValues(of parameter: ShapeField, in operation: OperationDescription) -> [String] {
        var values = ["-1", "1.5", "nobody"]
        // An integer in the place of a review's id asks for the reviews of a product.
        if parameter.name != "review_id" { values += ["0", "99999999999999999999"] }
        if !takesUnknown.contains("\(operation.method) \(operation.path)") {
            values.append(parameter.shape.kind == .integer ? "987654321" : nobodysID)
        }
        return values
    }

    @Test(
        "A method that a path does not serve is 405 with those that it does",
        arguments: AccessMatrixTests.services + ["gateway"])
    func everyMethod(host: String) async throws {
        try await withBazaar { bazaar in
            let operations = try bazaar.shop.host(host).routes.map(\.description)
            let before = try await bazaar.shop.contents()
            for (pattern, served) in try Dictionary(grouping: operations, by: { try $0.pattern() }) {
                let methods = Set(served.map(\.method))
                var expected = Set(methods.map(\.rawValue)).union(["OPTIONS"])
                if methods.contains(.get) { expected.insert("HEAD") }
                for method in [HTTPMethod.get, .post, .put, .patch, .delete] where !methods.contains(method) {
                    let target = Self.exampleTarget(pattern)
                    let answer = try await bazaar.shop.send(method, target, as: .user(bazaar.shop.admin), to: host)
                    let allowed = (answer.fields[.allow] ?? "").split(separator: ",").map { $0.drop { $0 == " " } }
                    #expect(
                        answer.status == 405 && Set(allowed.map(String.init)) == expected,
                        "\(method) \(target): \(answer) \(allowed)")
                }
            }
            let changes = try await bazaar.shop.contents().changes(since: before)
            #expect(changes == [])
        }
    }

    @Test(
        "An answer that the client does not take is 406, before anything is done",
        arguments: AccessMatrixTests.services)
    func everyAnswer(service: String) async throws {
        try await Subject.eachRoute(of: service, where: { !$0.answerTypes.isEmpty }) { subject in
            try await subject.expectNoChange {
                let answer = try await subject.send([], fields: [.accept: "application/x-yaml"])
                #expect(answer.status == 406 && answer.code == "not_acceptable", "\(subject.operation): \(answer)")
            }
        }
    }

    private static func exampleTarget(_ pattern: String) -> String {
        pattern.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            guard segment.hasPrefix("{") else { return String(segment) }
            return segment.hasSuffix(":uuid}") ? nobodysID : "1"
        }.joined(separator: "/")
    }
}
