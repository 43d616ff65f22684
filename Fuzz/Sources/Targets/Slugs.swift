@testable import enum Catalog.Slug

/// Two modules make slugs, and one of them holds a type of its own name: so each is named in a file by itself.
enum Slugs {
    static func ofCatalog(_ name: String) -> String { Slug.make(name) }
}
