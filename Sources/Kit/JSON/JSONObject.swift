/// The members of a JSON object, in the order in which they were written, each name once.
public struct JSONObject: Sendable {
    public typealias Member = (key: String, value: JSONValue)

    public private(set) var members: [Member] = []
    /// Kept for large objects only: a short list is searched faster than a table, a long one must not be.
    private var positions: [String: Int]?

    private static let largestWithoutTable = 16

    public init() {}

    /// A later member replaces an earlier one of the same name.
    public init(_ members: some Sequence<Member>) {
        for (key, value) in members { self[key] = value }
    }

    public var keys: [String] { members.map(\.key) }

    public subscript(key: String) -> JSONValue? {
        get { position(of: key).map { members[$0].value } }
        set {
            switch (position(of: key), newValue) {
            case (let position?, let value?): members[position].value = value
            case (let position?, nil):
                members.remove(at: position)
                positions = nil
                indexIfLarge()
            case (nil, let value?): append(key, value)
            case (nil, nil): break
            }
        }
    }

    /// False, and nothing done, when the name is there already.
    mutating func insert(_ key: String, _ value: JSONValue) -> Bool {
        guard position(of: key) == nil else { return false }
        append(key, value)
        return true
    }

    func position(of key: String) -> Int? {
        if let positions { return positions[key] }
        return members.firstIndex { $0.key == key }
    }

    private mutating func append(_ key: String, _ value: JSONValue) {
        positions?[key] = members.count
        members.append((key, value))
        if positions == nil { indexIfLarge() }
    }

    private mutating func indexIfLarge() {
        guard members.count > Self.largestWithoutTable else { return }
        var table: [String: Int] = [:]
        table.reserveCapacity(members.count * 2)
        for (position, member) in members.enumerated() { table[member.key] = position }
        positions = table
    }
}

extension JSONObject: RandomAccessCollection {
    public var startIndex: Int { 0 }
    public var endIndex: Int { members.count }
    public subscript(position: Int) -> Member { members[position] }
}

extension JSONObject: Hashable {
    /// The order of members has no meaning.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.members.allSatisfy { right[$0.key] == $0.value }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(Set(keys))
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        for (key, value) in elements { self[key] = value }
    }
}
