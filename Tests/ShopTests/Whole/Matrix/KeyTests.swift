import Endpoints
import HTTP
import JSON
import Testing

@Suite("Keys at every route that takes them")
struct KeyTests {
    @Test(
        "The same again is answered the same and changes nothing; another body is refused",
        arguments: AccessMatrixTests.services)
    func everyKey(service: String) async throws {
        try await Subject.eachRoute(of: service, where: \.acceptsIdempotencyKey) { subject in
            let operation = subject.operation
            let first = try await subject.send(subject.call, fields: [.idempotencyKey: "\"once\""])
            #expect(first.status == operation.status.code, "\(operation): \(first)")
            try await subject.expectNoChange {
                let again = try await subject.send(subject.call, fields: [.idempotencyKey: "once"])
                #expect(again.status == first.status && again.bytes == first.bytes, "\(operation): \(again)")
                #expect(again.fields[.idempotentReplayed] == "true", "\(operation)")
                let other = try await subject.send(
                    subject.call.withAnotherBody, fields: [.idempotencyKey: "once"])
                #expect(other.status == 422 && other.code == "key_reused", "\(operation): \(other)")
                let unreadable = try await subject.send(
                    subject.call, fields: [.idempotencyKey: String(repeating: "k", count: 256)])
                #expect(
                    unreadable.status == 422 && unreadable.faults == ["Idempotency-Key"],
                    "\(operation): \(unreadable)")
            }
        }
    }

    @Test("A key belongs to whoever has used it")
    func foreignKey() async throws {
        try await withBazaar { bazaar in
            let body = WholeShop.order([(bazaar.product, 1)])
            let mine = try await bazaar.shop.send(.post, "orders/", body, as: .user(bazaar.buyer), key: "k")
                .expect(201)
            let other = try await bazaar.shop.send(.post, "orders/", body, as: .user(bazaar.otherBuyer), key: "k")
                .expect(201)
            #expect(mine.id != other.id && other["user_id"] == bazaar.otherBuyer.json)
        }
    }
}

extension Visit.Call {
    /// The call with something else in its body, as valid as before.
    fileprivate var withAnotherBody: Visit.Call {
        var call = self
        switch body {
        case .json(let json):
            var object = json.objectValue ?? [:]
            if let (name, value) = object.first(where: { $0.value.stringValue != nil }), let text = value.stringValue {
                object[name] = .string(text + "2")
            }
            call.body = .json(.object(object))
        case .file(let bytes, let type): call.body = .file(bytes + [0], type: type)
        case .none: break
        }
        return call
    }
}
