import Contracts
import HTTP
import JSON
import Values

/// There is not enough of some goods.
struct StockShortage: ProblemConvertible {
    struct Line: Hashable, Sendable {
        /// The field that asks for too much.
        var pointer: String
        var productID: ProductID
        var wanted: Int
        /// What is left.
        var available: Int
    }

    let lines: [Line]

    var problem: Problem {
        Problem(
            .insufficientStock,
            errors: lines.map { line in
                FieldError(
                    pointer: line.pointer, code: "insufficient_stock",
                    message: "\(line.wanted) wanted, \(line.available) left")
            },
            extensions: [
                (
                    name: "lines",
                    value: .array(
                        lines.map { line in
                            [
                                "product_id": JSONValue(line.productID.rawValue), "quantity": JSONValue(line.wanted),
                                "available": JSONValue(line.available),
                            ]
                        })
                )
            ])
    }
}
