/// Where the shop is asked: at its gateway, or for some paths at a service itself.
struct Addresses: Sendable {
    let gateway: String
    let direct: Direct

    /// Services by the first part of their paths, read from `orders=http://…,products=http://…`.
    struct Direct: Sendable {
        fileprivate let services: [String: String]

        static let none = Direct(services: [:])

        private init(services: [String: String]) { self.services = services }

        /// Nil for a text that makes no sense.
        init?(_ text: String) {
            var services: [String: String] = [:]
            for pair in text.split(separator: ",", omittingEmptySubsequences: false) {
                let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
                guard parts.count == 2, parts[1].hasPrefix("http://"), !parts[1].hasSuffix("/"),
                    services.updateValue(parts[1], forKey: parts[0]) == nil
                else { return nil }
            }
            self.services = services
        }
    }

    /// - Parameter target: `/api/v1/orders/` and what follows.
    func base(for target: String) -> String {
        guard !direct.services.isEmpty else { return gateway }
        let parts = target.split(separator: "/", maxSplits: 3)
        return parts.count > 2 ? direct.services[String(parts[2])] ?? gateway : gateway
    }
}
