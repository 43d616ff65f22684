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
    static func insufficientStock(_ lines: [ShortLine]) -> Problem {
        let short = lines.map { line -> JSONValue in
            [
                "product_id": JSONValue(line.product.rawValue), "requested": JSONValue(line.wanted),
                "available": JSONValue(line.available),
            ]
        }
        return .conflict(.insufficientStock, extensions: [(name: "lines", value: .array(short))])
    }

    /// 409 for a total that is not the one the buyer has seen.
    static func totalChanged(old: Money, new: Money) -> Problem {
        .conflict(
            .priceChanged, "The cart comes to \(new) now, not to \(old).",
            extensions: [
                (name: "old", value: .string(old.description)), (name: "new", value: .string(new.description)),
            ])
    }
}
