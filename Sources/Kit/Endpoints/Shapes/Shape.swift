public import JSON

/// How the values of a type look on the wire: what a contract is generated from.
public struct Shape: Hashable, Sendable {
    public indirect enum Kind: Hashable, Sendable {
        /// Any JSON.
        case any
        case boolean
        case integer
        case number
        case string
        /// One of these strings.
        case choice([String])
        case array(of: Shape)
        /// An object whose names are data.
        case dictionary(of: Shape)
        /// An object with a fixed set of fields; `name` names its component in a contract.
        case object(name: String, fields: [ShapeField])
        /// An object of that name that stands around this place: the type contains itself.
        case reference(name: String)
        /// Bytes that are no JSON.
        case binary
        /// No content.
        case nothing
    }

    public var kind: Kind
    /// `uuid`, `date-time`, `decimal`, `email`, `password`, `int64` …
    public var format: String?
    /// Null is a value of its own here, as in a `Patchable`.
    public var isNullable: Bool
    /// Further keywords of JSON Schema, from the type and from rules: `minLength`, `pattern`, `minimum` …
    public var keywords: JSONObject
    public var example: JSONValue?
    /// Of an identifier: the name of the type that tells what it identifies. Contracts find by it which calls can
    /// follow one another.
    public var entity: String?

    public init(
        _ kind: Kind, format: String? = nil, isNullable: Bool = false, keywords: JSONObject = [:],
        example: JSONValue? = nil, entity: String? = nil
    ) {
        self.kind = kind
        self.format = format
        self.isNullable = isNullable
        self.keywords = keywords
        self.example = example
        self.entity = entity
    }

    /// The fields of an object; none for all else.
    public var fields: [ShapeField] {
        if case .object(_, let fields) = kind { fields } else { [] }
    }

    /// The name of an object; nil for all else.
    public var name: String? {
        switch kind {
        case .object(let name, _), .reference(let name): name
        default: nil
        }
    }
}

/// A field of an object, a parameter of a path or a query.
public struct ShapeField: Hashable, Sendable {
    /// As it stands on the wire.
    public var name: String
    public var shape: Shape
    /// Declared as an optional. In a request it may then be left out or null; in an answer it is always there,
    /// perhaps null, unless it ``isOmittable``.
    public var isOptional: Bool
    /// Left out of an answer when there is nothing to say.
    public var isOmittable: Bool

    public init(_ name: String, _ shape: Shape, isOptional: Bool = false, isOmittable: Bool = false) {
        self.name = name
        self.shape = shape
        self.isOptional = isOptional
        self.isOmittable = isOmittable
    }
}
