/// `application/x-www-form-urlencoded`, the shape of queries and of plain HTML forms.
public enum URLEncodedForm {
    public static let mediaType = "application/x-www-form-urlencoded"

    /// The names and values in their order; nil when something in it cannot be decoded.
    public static func parse(_ text: String) -> [QueryItem]? {
        var items: [QueryItem] = []
        for pair in text.utf8.split(separator: UInt8(ascii: "&")) {
            let separator = pair.firstIndex(of: UInt8(ascii: "="))
            let name = pair[..<(separator ?? pair.endIndex)]
            let value = separator.map { pair[pair.index(after: $0)...] } ?? pair[pair.endIndex...]
            guard let name = PercentEncoding.decode(Substring(name), plusIsSpace: true),
                let value = PercentEncoding.decode(Substring(value), plusIsSpace: true)
            else { return nil }
            items.append(QueryItem(name, value))
        }
        return items
    }

    /// The names and values of a form that was sent.
    /// - Throws: the problem 400 when it cannot be decoded.
    public static func parse(_ body: [UInt8]) throws(Problem) -> [QueryItem] {
        guard let text = String(validating: body, as: UTF8.self), let items = parse(text) else {
            throw .malformed("The form cannot be decoded.")
        }
        return items
    }

    /// The items as a query or a form carries them.
    public static func encode(_ items: [QueryItem]) -> String {
        items.map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }.joined(separator: "&")
    }
}
