extension DemoShop {
    /// A seller, who has a store name, or a buyer, who has none.
    public struct Person: Hashable, Sendable {
        public let username: String
        public let email: String
        public let firstName: String
        public let lastName: String
        public let phone: String
        public let address: String
        public let storeName: String?
    }
}

extension DemoShop.Person {
    /// Reads `First Last | street, place`. Phone numbers come from the range kept free for fiction.
    init(line: some StringProtocol, number: Int, domain: String, username: String? = nil, storeName: String? = nil) {
        let columns = line.split(separator: " | ").map { String($0) }
        let names = columns[0].split(separator: " ", maxSplits: 1).map { String($0) }
        firstName = names[0]
        lastName = names[1]
        address = columns[1]
        self.username = username ?? Slug.make(columns[0], separator: "_")
        email = "\(Slug.make(columns[0], separator: "."))@\(domain)"
        phone = "+1 202 555 01\(number < 10 ? "0" : "")\(number)"
        self.storeName = storeName
    }
}
