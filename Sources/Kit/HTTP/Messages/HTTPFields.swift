/// Header fields in the order in which they came, looked up without regard to case.
///
/// A request has a dozen of them: a walk over an array is faster than hashing, and allocates once.
public struct HTTPFields: Sendable {
    /// One field.
    public struct Field: Hashable, Sendable {
        public let name: HTTPFieldName
        public var value: String

        public init(_ name: HTTPFieldName, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    private var storage: [Field]

    public init() {
        storage = []
    }

    public init(_ fields: [Field]) {
        storage = fields
    }

    /// The field's value; of a field that stands several times, the values with commas between them, as RFC 9110
    /// reads them. Setting it replaces all of them, nil removes them.
    public subscript(_ name: HTTPFieldName) -> String? {
        get {
            guard let first = storage.firstIndex(where: { $0.name == name }) else { return nil }
            guard storage[(first + 1)...].contains(where: { $0.name == name }) else { return storage[first].value }
            return values(of: name).joined(separator: ", ")
        }
        set {
            guard let newValue else {
                storage.removeAll { $0.name == name }
                return
            }
            guard let first = storage.firstIndex(where: { $0.name == name }) else {
                storage.append(Field(name, newValue))
                return
            }
            storage[first].value = newValue
            if storage[(first + 1)...].contains(where: { $0.name == name }) {
                storage = storage[...first] + storage[(first + 1)...].filter { $0.name != name }
            }
        }
    }

    /// Every value of the field, one for each time it stands.
    public func values(of name: HTTPFieldName) -> [String] {
        storage.filter { $0.name == name }.map(\.value)
    }

    public func contains(_ name: HTTPFieldName) -> Bool {
        storage.contains { $0.name == name }
    }

    /// Adds a field beside those of the same name.
    public mutating func add(_ name: HTTPFieldName, _ value: String) {
        storage.append(Field(name, value))
    }

    /// Sets a field only where the answer does not say it already.
    public mutating func setIfAbsent(_ name: HTTPFieldName, _ value: String) {
        if !contains(name) { storage.append(Field(name, value)) }
    }

    /// Sets those of the fields that the answer does not say already.
    public mutating func addIfAbsent(_ others: HTTPFields) {
        storage.reserveCapacity(storage.count + others.storage.count + 3)
        let own = storage.count
        for field in others.storage where !storage[..<own].contains(where: { $0.name == field.name }) {
            storage.append(field)
        }
    }

    /// Takes over fields; one that stands already is replaced.
    public mutating func merge(_ others: HTTPFields) {
        for field in others.storage where contains(field.name) { self[field.name] = nil }
        storage.append(contentsOf: others.storage)
    }

    public mutating func reserveCapacity(_ count: Int) {
        storage.reserveCapacity(count)
    }
}

extension HTTPFields: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { storage.count }
    public subscript(position: Int) -> Field { storage[position] }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (HTTPFieldName, String)...) {
        storage = elements.map { Field($0, $1) }
    }
}

extension HTTPFields: Equatable {}
