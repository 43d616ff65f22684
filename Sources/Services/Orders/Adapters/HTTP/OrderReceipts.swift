import Contracts
import HTTP
import JSON
import ServiceKit
import Values

/// What is kept under an idempotency key: the very answer that the request got, or would have got had it waited.
struct OrderReceipts: Sendable {
    let customers: any CustomerDirectory

    /// By what the key's row is found again once only the order is at hand.
    func reference(_ number: OrderNumber) -> String { "order:\(number)" }

    func answer(_ order: Order) throws -> IdempotentOutcome {
        let view = OrderView(order, buyer: customers.knownName(of: order.buyer))
        var response = try HTTPResponse.json(JSONEncoding.encode(view), status: .created)
        response.fields[.etag] = order.etag.fieldValue
        response.fields[.location] = order.location
        return try IdempotentOutcome(response)
    }

    func refusal(_ problem: Problem, of number: OrderNumber) -> IdempotentOutcome {
        .problem(problem.concerning(number))
    }
}
