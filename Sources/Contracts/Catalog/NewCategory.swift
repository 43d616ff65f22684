public import Endpoints
public import Values

/// A category to be. The slug is made from the name when it is left out.
public struct NewCategory: RequestBody, Encodable, Validated {
    public var name: String
    public var slug: String?
    public var description: String?
    public var parentID: CategoryID?

    public init(name: String, slug: String? = nil, description: String? = nil, parentID: CategoryID? = nil) {
        self.name = name
        self.slug = slug
        self.description = description
        self.parentID = parentID
    }

    public static let rules: [Rule<NewCategory>] = [
        Rule("name", \.name, .length(1...100), .notBlank),
        Rule("slug", \.slug, .slug),
        Rule("description", \.description, .length(0...2000)),
    ]
}
