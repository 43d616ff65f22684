/// What a parameter is for, in a sentence. The names of a contract are few and mean the same everywhere, so that most
/// sentences stand here once; others are made from the name.
enum ParameterWords {
    static func path(_ name: String, of template: PathTemplate) -> String {
        if name == "id" || name == "number" {
            let what = template.collection(before: name).map(singular) ?? "object"
            return name == "id" ? "The id of the \(what)." : "The number of the \(what)."
        }
        guard name.hasSuffix("_id") else { return "The \(spaced(name))." }
        return "The id of the \(spaced(String(name.dropLast(3))))."
    }

    static func query(_ name: String) -> String {
        switch name {
        case "limit": "How many results to return at most."
        case "offset": "How many results to pass over first."
        case "cursor": "Where a page begins or ends, as `next` and `previous` of another page say; not beside `offset`."
        case "ordering": "In which order the results stand; a leading `-` turns it round."
        case "search": "Keeps results that hold every one of these terms."
        case "ids": "The ids to look up, with commas between them."
        case "min_price": "Keeps results that cost at least this."
        case "max_price": "Keeps results that cost at most this."
        case "in_stock": "Keeps results that can, or cannot, be bought now."
        case "category": "Keeps results of this category and those below it: an id, a slug or part of a name."
        case "seller": "Keeps what this user sells."
        case "user_id": "Keeps results of this user."
        case "deleted": "Whether to list what was deleted instead."
        default: "Keeps results with this \(spaced(name.hasSuffix("_id") ? String(name.dropLast(3)) : name))."
        }
    }

    static let idempotencyKey = """
        Names this call for 24 hours: sent again with the same content it has no second effect, and gets the first \
        answer again.
        """
    static let ifMatch = "Carries the call out only if the object still has this entity tag."
    static let ifNoneMatch = "Answers 304 without content if the object still has this entity tag."

    private static func spaced(_ name: String) -> String {
        name.split(separator: "_").joined(separator: " ")
    }

    private static func singular(_ collection: String) -> String {
        let word = collection.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
        if word.hasSuffix("ies") { return word.dropLast(3) + "y" }
        if word.hasSuffix("ss") { return word }
        return word.hasSuffix("s") ? String(word.dropLast()) : word
    }
}
