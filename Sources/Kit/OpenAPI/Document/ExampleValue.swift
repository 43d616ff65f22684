import Endpoints
import JSON

/// Makes an example of a shape out of the examples and bounds of its parts.
struct ExampleValue {
    private let direction: SchemaDirection

    init(_ direction: SchemaDirection) {
        self.direction = direction
    }

    /// Nil where nothing valid can be made up, as for a pattern without an example.
    func value(of shape: Shape) -> JSONValue? {
        if let example = shape.example { return example }
        switch shape.kind {
        case .any, .dictionary: return [:]
        case .boolean: return true
        case .integer, .number: return number(shape.keywords)
        case .string: return text(shape)
        case .choice(let names): return names.first.map { .string($0) }
        case .array(let element): return array(of: element, shape.keywords)
        case .object(_, let fields): return object(fields)
        case .reference: return shape.isNullable ? .null : nil
        case .binary, .nothing: return nil
        }
    }

    private func number(_ keywords: JSONObject) -> JSONValue {
        if let least = keywords["minimum"]?.intValue { return JSONValue(max(least, 1)) }
        if let bound = keywords["exclusiveMinimum"]?.intValue { return JSONValue(bound + 1) }
        return keywords["maximum"] ?? 1
    }

    private func text(_ shape: Shape) -> JSONValue? {
        if let first = shape.keywords["enum"]?.arrayValue?.first { return first }
        switch shape.format {
        case "uuid": return "0198c0de-0000-7000-8000-000000000001"
        case "password": return "correct horse battery staple"
        default: break
        }
        // The pattern for "not blank" is kept by any text; of others nothing is known.
        if let pattern = shape.keywords["pattern"]?.stringValue, pattern != Constraint<String>.notBlankExpression {
            return nil
        }
        let least = shape.keywords["minLength"]?.intValue ?? 0
        let most = shape.keywords["maxLength"]?.intValue ?? 255
        let text = String(repeating: "text ", count: max(1, least / 5 + 1)).dropLast()
        return .string(String(text.prefix(max(most, 0))))
    }

    private func array(of element: Shape, _ keywords: JSONObject) -> JSONValue? {
        let least = keywords["minItems"]?.intValue ?? 0
        guard let value = value(of: element) else { return least == 0 ? [] : nil }
        return least > 1 ? nil : [value]
    }

    private func object(_ fields: [ShapeField]) -> JSONValue? {
        var object = JSONObject()
        for field in fields {
            if let value = value(of: field.shape) {
                object[field.name] = value
            } else if direction == .request, field.isOptional {
                continue
            } else if field.isOptional || field.shape.isNullable {
                object[field.name] = .null
            } else {
                return nil
            }
        }
        return .object(object)
    }
}
