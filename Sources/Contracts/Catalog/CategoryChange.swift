public import Endpoints
public import JSON
public import Values

/// What changes of a category. `parent_id: null` makes it a top category.
public struct CategoryChange: RequestBody, Encodable, Validated {
    public var name: String?
    public var slug: String?
    public var description: String?
    public var parentID: Patchable<CategoryID>?

    public init(
        name: String? = nil, slug: String? = nil, description: String? = nil, parentID: Patchable<CategoryID>? = nil
    ) {
        self.name = name
        self.slug = slug
        self.description = description
        self.parentID = parentID
    }

    public static let rules: [Rule<CategoryChange>] = [
        Rule("name", \.name, .length(1...100), .notBlank),
        Rule("slug", \.slug, .slug),
        Rule("description", \.description, .length(0...2000)),
    ]
}
