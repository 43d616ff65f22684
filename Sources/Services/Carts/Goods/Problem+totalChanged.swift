import Contracts
import HTTP
import JSON
import Values

extension Problem {
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
