import Contracts
import HTTP
import JSON
import Values

// What goes wrong with orders, as callers read it.

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

extension IllegalChange: ProblemConvertible {
    var problem: Problem {
        let refused =
            switch change {
            case .readdressing: "cannot be sent elsewhere"
            case .deletion: "is not finished, and stays"
            }
        return .conflict(
            .illegalTransition, "An order that is \(status.rawValue) \(refused).",
            extensions: [(name: "from", value: .string(status.rawValue))])
    }
}

extension UnknownLines: ProblemConvertible {
    var problem: Problem {
        .invalid(
            numbers.map { number in
                FieldError(pointer: "/units/\(number)", code: "unknown", message: "the order has no such line")
            })
    }
}

extension IllegalTransition: ProblemConvertible {
    var problem: Problem {
        .conflict(
            .illegalTransition, "An order that is \(from.rawValue) cannot become \(to.rawValue).",
            extensions: [(name: "from", value: .string(from.rawValue)), (name: "to", value: .string(to.rawValue))])
    }
}
