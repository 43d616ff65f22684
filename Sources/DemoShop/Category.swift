extension DemoShop {
    /// A category of the shop; `parent` is the slug of the category above it.
    public struct Category: Hashable, Sendable {
        public let name: String
        public let slug: String
        public let description: String
        public let parent: String?
    }
}
