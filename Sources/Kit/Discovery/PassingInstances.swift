import JSON

/// What Consul says of a service: its passing instances, and the index of that state.
public struct PassingInstances: Equatable, Sendable {
    /// More than anybody runs of one service; what is beyond is left out.
    static let limit = 256

    /// In the order of their ids, so that equal states give equal lists.
    public let instances: [Instance]
    /// To ask for what comes after this state.
    public let index: UInt64
    /// How many entries have no address that could be called.
    public let unusable: Int

    /// Reads the answer of `/v1/health/service`; nil if it is none.
    init?(_ body: [UInt8], index: String?) {
        guard let entries = (try? JSONValue.parse(body, maximumDepth: 16))?.arrayValue,
            let index = index.flatMap({ UInt64($0) })
        else { return nil }
        let usable = entries.compactMap(Self.instance)
        self.init(instances: usable, index: index, unusable: entries.count - usable.count)
    }

    /// Makes an answer.
    init(instances: [Instance], index: UInt64, unusable: Int = 0) {
        self.instances = Array(instances.sorted { $0.id < $1.id }.prefix(Self.limit))
        self.index = index
        self.unusable = unusable
    }

    private static func instance(_ entry: JSONValue) -> Instance? {
        guard let service = entry["Service"], let id = service["ID"]?.stringValue, !id.isEmpty,
            let port = service["Port"]?.intValue
        else { return nil }
        // A service that named no address is reached at that of its machine.
        let own = service["Address"]?.stringValue ?? ""
        guard let address = own.isEmpty ? entry["Node"]?["Address"]?.stringValue : own else { return nil }
        return Instance(id: id, address: address, port: port)
    }
}
