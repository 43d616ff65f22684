import JSON
public import Values

extension Constraint where Value == String {
    /// Counted in Unicode scalars, as JSON Schema counts.
    public static func length(_ range: ClosedRange<Int>) -> Constraint {
        Constraint(
            keywords: ["minLength": JSONValue(range.lowerBound), "maxLength": JSONValue(range.upperBound)],
            code: "length", message: "must have \(range.lowerBound) to \(range.upperBound) characters"
        ) { text in
            // A scalar has one to four bytes: only texts near the bounds have to be counted.
            let bytes = text.utf8.count
            if bytes >= range.lowerBound * 4, bytes <= range.upperBound { return true }
            return range.contains(text.unicodeScalars.count)
        }
    }

    /// Something besides white space. The expression says as well that no text holds a NUL.
    public static var notBlank: Constraint {
        Constraint(keywords: ["pattern": .string(Self.notBlankExpression)], code: "blank", message: "must not be blank")
        { text in
            text.unicodeScalars.contains { !$0.properties.isWhitespace }
        }
    }

    /// Any text of some length fits it.
    public static var notBlankExpression: String { #"^[^\u0000]*[^\s\u0000][^\u0000]*$"# }

    /// Checked by the closure; the expression is for the contract.
    public static func pattern(
        _ expression: String, _ message: String, isKept: @escaping @Sendable (String) -> Bool
    ) -> Constraint {
        Constraint(keywords: ["pattern": .string(expression)], code: "pattern", message: message, isKept: isKept)
    }
}

extension Constraint where Value: FixedWidthInteger & Sendable {
    public static func range(_ range: ClosedRange<Value>) -> Constraint {
        Constraint(
            keywords: ["minimum": JSONValue(range.lowerBound), "maximum": JSONValue(range.upperBound)], code: "range",
            message: "must lie between \(range.lowerBound) and \(range.upperBound)"
        ) { range.contains($0) }
    }

    public static func range(_ range: PartialRangeFrom<Value>) -> Constraint {
        Constraint(
            keywords: ["minimum": JSONValue(range.lowerBound)], code: "range",
            message: "must be at least \(range.lowerBound)"
        ) { range.contains($0) }
    }

    public static var positive: Constraint {
        Constraint(keywords: ["exclusiveMinimum": 0], code: "range", message: "must be greater than zero") { $0 > 0 }
    }
}

extension Constraint where Value == Money {
    public static func range(_ range: ClosedRange<Money>) -> Constraint {
        Constraint(code: "range", message: "must lie between \(range.lowerBound) and \(range.upperBound)") {
            range.contains($0)
        }
    }

    public static var positive: Constraint {
        Constraint(
            keywords: ["pattern": #"^(?=.*[1-9])[0-9]{1,10}(\.[0-9]{1,2})?$"#], code: "range",
            message: "must be greater than zero"
        ) { $0 > .zero }
    }
}

extension Constraint {
    public static func count<Element>(_ range: ClosedRange<Int>) -> Constraint where Value == [Element] {
        Constraint(
            keywords: ["minItems": JSONValue(range.lowerBound), "maxItems": JSONValue(range.upperBound)], code: "count",
            message: "must have \(range.lowerBound) to \(range.upperBound) elements"
        ) { range.contains($0.count) }
    }

    /// No two elements with the same value of a field; each repetition is named.
    public static func distinct<Element, Key: Hashable & SendableMetatype>(
        _ field: String, by key: any KeyPath<Element, Key> & Sendable
    ) -> Constraint where Value == [Element] {
        // That no two are the same in all fields is what a schema can say of it.
        Constraint(keywords: ["uniqueItems": true]) { elements in
            var seen: Set<Key> = []
            return elements.enumerated().compactMap { index, element in
                guard !seen.insert(element[keyPath: key]).inserted else { return nil }
                return Violation(pointer: "/\(index)/\(field)", code: "duplicate", message: "stands here twice")
            }
        }
    }

    /// No element twice; each repetition is named.
    public static func distinct<Element: Hashable & SendableMetatype>() -> Constraint where Value == [Element] {
        Constraint(keywords: ["uniqueItems": true]) { elements in
            var seen: Set<Element> = []
            return elements.enumerated().compactMap { index, element in
                guard !seen.insert(element).inserted else { return nil }
                return Violation(pointer: "/\(index)", code: "duplicate", message: "stands here twice")
            }
        }
    }

    /// Of each element.
    public static func each<Element>(_ constraint: Constraint<Element>) -> Constraint where Value == [Element] {
        Constraint { elements in
            elements.enumerated().flatMap { index, element in
                constraint.violations(element).map {
                    Violation(pointer: "/\(index)\($0.pointer)", code: $0.code, message: $0.message)
                }
            }
        }
    }
}
