public import Values

public struct CategoryView: Codable, Sendable {
    public var id: CategoryID
    public var name: String
    public var slug: String
    public var description: String
    public var parentID: CategoryID?

    public init(id: CategoryID, name: String, slug: String, description: String, parentID: CategoryID?) {
        self.id = id
        self.name = name
        self.slug = slug
        self.description = description
        self.parentID = parentID
    }
}

/// A category as a product or a parent names it.
public struct CategorySummary: Codable, Sendable {
    public var id: CategoryID
    public var name: String

    public init(id: CategoryID, name: String) {
        self.id = id
        self.name = name
    }
}

public struct SubcategoriesView: Codable, Sendable {
    public var id: CategoryID
    public var name: String
    public var subcategories: [CategorySummary]

    public init(id: CategoryID, name: String, subcategories: [CategorySummary]) {
        self.id = id
        self.name = name
        self.subcategories = subcategories
    }
}
