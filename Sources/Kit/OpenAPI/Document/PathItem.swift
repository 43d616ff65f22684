import Endpoints
import HTTP
import JSON

/// The operations of one path.
///
/// Two routes may differ only in the kind of a parameter, as `reviews/{product_id}` and `reviews/{review_id}` do. To
/// OpenAPI these are one path, so they become one here: its parameter says which kinds it may be.
struct PathItem {
    /// As the document names it, as `/api/v1/products/{id}/`.
    let template: String

    /// The parameters' names in that template, by their place.
    let parameterNames: [String]

    /// Each method with all operations that answer it.
    let methods: [(method: HTTPMethod, operations: [ProbedOperation])]

    static func items(of operations: [ProbedOperation]) -> [PathItem] {
        var order: [String] = []
        var groups: [String: [ProbedOperation]] = [:]
        for operation in operations {
            let key = operation.template.anonymous
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(operation)
        }
        return order.compactMap { groups[$0] }.map(PathItem.init)
    }

    private init(_ operations: [ProbedOperation]) {
        let templates = operations.map(\.template)
        let names = Self.commonNames(of: templates.map(\.parameterNames))
        parameterNames = names
        template = templates.first?.renamed(names) ?? "/"
        methods = HTTPMethod.allCases.compactMap { method in
            let answering = operations.filter { $0.description.method == method }
            return answering.isEmpty ? nil : (method, answering)
        }
    }

    func json(_ components: inout SchemaComponents, _ links: ResourceLinks) throws -> JSONValue {
        var item = JSONObject()
        for (method, operations) in methods {
            let written = try operations.map { operation in
                try OperationWriter(
                    operation, parameterNames: parameterNames,
                    links: links.links(behind: operation, parameterNames: parameterNames)
                ).json(&components)
            }
            var merged = Alternatives.merged(written)
            if isServedInPart(method) { Self.add(.methodNotAllowed, to: &merged) }
            item[method.rawValue.lowercased()] = .object(merged)
        }
        return .object(item)
    }

    /// What the one operation is called that answers the method.
    func operationID(of method: HTTPMethod) -> String {
        let operations = methods.first { $0.method == method }?.operations ?? []
        return Alternatives.operationID(operations.map(\.description.operationID))
    }

    /// Whether there are values of the path's parameters for which the method is not served.
    private func isServedInPart(_ method: HTTPMethod) -> Bool {
        let all = Set(methods.flatMap(\.operations).map(\.description.path))
        let here = Set(methods.first { $0.method == method }?.operations.map(\.description.path) ?? [])
        return here.count < all.count
    }

    private static func add(_ code: ProblemCode, to operation: inout JSONObject) {
        var responses = operation["responses"]?.objectValue ?? [:]
        responses[String(code.status.code)] = ProblemDocuments.response(code.status, [code])
        operation["responses"] = .object(responses)
    }

    private static func commonNames(of lists: [[String]]) -> [String] {
        guard let first = lists.first else { return [] }
        return first.indices.map { index in
            var names: [String] = []
            for list in lists where !names.contains(list[index]) { names.append(list[index]) }
            return names.joined(separator: "_or_")
        }
    }
}
