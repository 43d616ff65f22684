public import HTTP
import JSON
public import Values

/// There is not enough of some goods: 409, with each line that is short and what is left of it.
public struct StockShortage: ProblemConvertible {
    public struct Line: Hashable, Sendable {
        /// The field that asks for too much; nil where the request names no quantities.
        public var pointer: String?
        public var productID: ProductID
        public var wanted: Int
        /// What is left.
        public var available: Int

        public init(pointer: String? = nil, productID: ProductID, wanted: Int, available: Int) {
            self.pointer = pointer
            self.productID = productID
            self.wanted = wanted
            self.available = available
        }
    }

    public let lines: [Line]

    public init(lines: [Line]) {
        self.lines = lines
    }

    public var problem: Problem {
        Problem(
            .insufficientStock,
            errors: lines.compactMap { line in
                line.pointer.map { pointer in
                    FieldError(
                        pointer: pointer, code: "insufficient_stock",
                        message: "\(line.wanted) wanted, \(line.available) left")
                }
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
