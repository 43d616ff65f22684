import JSON

extension Shape {
    /// Finds out how a type is written, by decoding one from nothing and noting what it asks for.
    public static func of(_ type: any Decodable.Type, inside open: [String] = []) throws -> Shape {
        try probe(type, inside: open).shape
    }

    private static func probe<Value: Decodable>(
        _ type: Value.Type, inside open: [String]
    ) throws -> (shape: Shape, sample: Value?) {
        if let described = type as? any Described.Type {
            return (try described.shape(inside: open), described.sample as? Value)
        }
        if let choices = type as? any (CaseIterable & RawRepresentable).Type, let found = choice(of: choices) {
            return (Shape(.choice(found.names)), found.first as? Value)
        }
        let name = componentName(of: type)
        if open.contains(name) { return (Shape(.reference(name: name)), nil) }
        let notes = ProbeNotes(open: open + [name])
        let sample: Value
        do {
            sample = try type.init(from: ProbeDecoder(notes: notes))
        } catch let error as ShapeError {
            throw error
        } catch {
            throw ShapeError(type: String(reflecting: type))
        }
        return (withRules(of: type, notes.shape(named: name)), sample)
    }

    /// A value to go on with, and its shape.
    static func sampled<Value: Decodable>(_ type: Value.Type, inside open: [String]) throws -> (Shape, Value) {
        let (shape, sample) = try probe(type, inside: open)
        guard let sample else { throw ShapeError(type: String(reflecting: type)) }
        return (shape, sample)
    }

    private static func choice<Choice: CaseIterable & RawRepresentable>(
        of type: Choice.Type
    ) -> (names: [String], first: Any)? {
        let names = type.allCases.compactMap { $0.rawValue as? String }
        guard let first = type.allCases.first, names.count == type.allCases.count else { return nil }
        return (names, first)
    }

    private static func withRules(of type: any Decodable.Type, _ shape: Shape) -> Shape {
        guard let validated = type as? any Validated.Type, case .object(let name, var fields) = shape.kind else {
            return shape
        }
        for (field, keywords) in validated.ruleKeywords {
            guard let index = fields.firstIndex(where: { $0.name == field }) else { continue }
            for (keyword, value) in keywords { fields[index].shape.keywords[keyword] = value }
        }
        var result = shape
        result.kind = .object(name: name, fields: fields)
        return result
    }
}

/// A type whose shape cannot be found out: it validates while it decodes, and is not ``Described``.
public struct ShapeError: Error, Hashable, CustomStringConvertible {
    public let type: String

    public var description: String {
        "the shape of \(type) cannot be found out: let it conform to Described, or a string enum to CaseIterable"
    }
}
