import Contracts
import HTTP
import JSON
import Values

/// The buyer was shown other prices than today's.
struct PriceDifference: ProblemConvertible {
    struct Line: Hashable, Sendable {
        var pointer: String
        var productID: ProductID
        var old: Money
        var new: Money
    }

    let lines: [Line]

    var problem: Problem {
        Problem(
            .priceChanged,
            errors: lines.map { line in
                FieldError(
                    pointer: line.pointer, code: "price_changed", message: "\(line.old) before, \(line.new) now")
            },
            extensions: [
                (
                    name: "lines",
                    value: .array(
                        lines.map { line in
                            [
                                "product_id": JSONValue(line.productID.rawValue),
                                "old": .string("\(line.old)"), "new": .string("\(line.new)"),
                            ]
                        })
                )
            ])
    }
}
