import Contracts
import HTTP
import JSON
import Values

/// A line of which there is less than wanted.
struct ShortLine: Sendable, Hashable {
    let product: ProductID
    let wanted: Int
    let available: Int
}

extension Problem {
    /// 409 with each short line and what is left of it.
    /// - Parameter pointer: the field that asks for too much; nil where the request names no quantities.
    static func insufficientStock(_ lines: [ShortLine], pointer: String? = nil) -> Problem {
        let short = lines.map { line -> JSONValue in
            [
                "product_id": JSONValue(line.product.rawValue), "quantity": JSONValue(line.wanted),
                "available": JSONValue(line.available),
            ]
        }
        let errors = pointer.map { pointer in
            lines.map { line in
                FieldError(
                    pointer: pointer, code: "insufficient_stock",
                    message: "\(line.wanted) wanted, \(line.available) left")
            }
        }
        return .conflict(.insufficientStock, errors: errors ?? [], extensions: [(name: "lines", value: .array(short))])
    }

    /// 409 for a total that is not the one the buyer has seen.
    static func totalChanged(old: Money, new: Money) -> Problem {
        .conflict(
            .priceChanged, "The cart comes to \(new) now, not to \(old).",
            errors: [
                FieldError(
                    pointer: "/expected_total", code: "price_changed", message: "\(old) before, \(new) now")
            ],
            extensions: [
                (name: "old", value: .string(old.description)), (name: "new", value: .string(new.description)),
            ])
    }
}
