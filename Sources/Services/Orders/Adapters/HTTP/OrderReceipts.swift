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
        return try IdempotentOutcome(HTTPResponse.json(JSONEncoding.encode(view), status: .created))
    }

    func refusal(_ problem: Problem, of number: OrderNumber) -> IdempotentOutcome {
        .problem(problem.concerning(number))
    }
}

extension Problem {
    /// The problem with the id of the order that stays as `rejected`.
    func concerning(_ number: OrderNumber) -> Problem {
        var problem = self
        problem.extensions.append((name: "order_id", value: JSONValue(number.rawValue)))
        return problem
    }
}

extension RejectedOrder: ProblemConvertible {
    var problem: Problem { refusal.concerning(number) }
}

extension IllegalTransition: ProblemConvertible {
    var problem: Problem {
        .conflict(
            .illegalTransition, "An order that is \(from.rawValue) cannot become \(to.rawValue).",
            extensions: [(name: "from", value: .string(from.rawValue)), (name: "to", value: .string(to.rawValue))])
    }
}
