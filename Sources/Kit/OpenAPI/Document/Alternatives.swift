import JSON

/// Joins operations that answer the same method under paths that OpenAPI cannot tell apart.
enum Alternatives {
    static func merged(_ operations: [JSONObject]) -> JSONObject {
        guard var merged = operations.first else { return [:] }
        for other in operations.dropFirst() { merged = joined(merged, other) }
        return merged
    }

    private static func joined(_ first: JSONObject, _ second: JSONObject) -> JSONObject {
        var result = first
        result["summary"] = .string(text(first, "summary") + "; or " + text(second, "summary"))
        result["description"] = .string(text(first, "description") + "\n\nOr: " + text(second, "description"))
        result["operationId"] = .string(
            operationID([text(first, "operationId"), text(second, "operationId")]))
        result["parameters"] = .array(parameters(list(first), list(second)))
        if let body = either(first["requestBody"], second["requestBody"]) { result["requestBody"] = body }
        result["responses"] = .object(
            responses(first["responses"]?.objectValue ?? [:], second["responses"]?.objectValue ?? [:]))
        return result
    }

    private static func parameters(_ first: [JSONValue], _ second: [JSONValue]) -> [JSONValue] {
        var result: [JSONValue] = []
        for parameter in first {
            if let twin = second.first(where: { isSame($0, parameter) }) {
                var both = parameter.objectValue ?? [:]
                if let schema = either(parameter["schema"], twin["schema"]) { both["schema"] = schema }
                both["example"] = parameter["example"]
                result.append(.object(both))
            } else {
                result.append(optional(parameter))
            }
        }
        return result + second.filter { parameter in !first.contains { isSame($0, parameter) } }.map(optional)
    }

    private static func responses(_ first: JSONObject, _ second: JSONObject) -> JSONObject {
        var result = first
        for (status, response) in second {
            guard let earlier = result[status]?.objectValue else {
                result[status] = response
                continue
            }
            var both = earlier
            both["description"] = .string(
                unique([text(earlier, "description"), response["description"]?.stringValue ?? ""]).joined(
                    separator: " "))
            if let content = content(earlier["content"]?.objectValue, response["content"]?.objectValue) {
                both["content"] = .object(content)
            }
            result[status] = .object(both)
        }
        return result
    }

    private static func content(_ first: JSONObject?, _ second: JSONObject?) -> JSONObject? {
        guard var result = first, let second else { return first ?? second }
        for (type, media) in second {
            guard var both = result[type]?.objectValue, let schema = either(both["schema"], media["schema"]) else {
                result[type] = media
                continue
            }
            both["schema"] = schema
            result[type] = .object(both)
        }
        return result
    }

    /// What fits one schema or the other.
    private static func either(_ first: JSONValue?, _ second: JSONValue?) -> JSONValue? {
        guard let first, let second, first != second else { return first ?? second }
        return ["anyOf": .array([first, second])]
    }

    private static func isSame(_ left: JSONValue, _ right: JSONValue) -> Bool {
        left["name"] == right["name"] && left["in"] == right["in"]
    }

    private static func optional(_ parameter: JSONValue) -> JSONValue {
        guard var object = parameter.objectValue, object["in"] != "path" else { return parameter }
        object["required"] = false
        return .object(object)
    }

    private static func list(_ operation: JSONObject) -> [JSONValue] { operation["parameters"]?.arrayValue ?? [] }
    private static func text(_ object: JSONObject, _ key: String) -> String { object[key]?.stringValue ?? "" }

    /// What operations are called that became one.
    static func operationID(_ names: [String]) -> String {
        (names.prefix(1) + names.dropFirst().map(capitalized)).joined(separator: "Or")
    }

    private static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    private static func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}
