@testable import enum DemoShop.Slug

extension Slugs {
    static func ofDemoShop(_ name: String) -> String { Slug.make(name) }
}
