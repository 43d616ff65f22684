import Endpoints
import HTTP
import ServiceKit

/// Where a gateway before separate processes has to send each path, made from what the services declare: a route that
/// is there cannot be missed, and what is not public cannot be reached.
struct GatewayPlan: Sendable {
    /// A process behind the gateway.
    struct Destination: Sendable {
        /// As it is registered, in Consul or elsewhere.
        let service: String
        /// The paths that are its own.
        let rules: [PathRule]
        /// No route of it reads a longer body.
        let bodyLimit: Int
    }

    let destinations: [Destination]

    /// What the gateway answers itself, and what shows the insides of a process, which nobody outside may see.
    private static let kept = ["livez", "readyz", "metrics", "debug"]

    /// - Throws: ``PathConflict`` where paths of two services cannot be told apart by their beginnings.
    init(of shop: Shop) throws {
        let services = shop.hosts.map { host in (host.name, host.routes.map(\.description)) }
        try self.init(
            routes: services, pages: (shop.gateway.name, shop.gateway.paths.filter { !Self.isKept($0) }))
    }

    /// - Parameters:
    ///   - routes: the operations of each service, of which the public ones count.
    ///   - pages: what the process serves that shows the whole shop; the paths of public operations are the services'.
    init(
        routes: [(service: String, operations: [OperationDescription])], pages: (service: String, paths: [RoutePattern])
    ) throws {
        let offered = routes.map { service, operations in
            (service, operations.filter { $0.exposure == .public })
        }
        var tree = PathTree()
        var served: Set<String> = []
        for (service, operations) in offered {
            for operation in operations {
                let pattern = try RoutePattern(operation.path)
                served.insert(pattern.template)
                tree.insert(pattern, of: service)
            }
        }
        for pattern in pages.paths where !served.contains(pattern.template) {
            tree.insert(pattern, of: pages.service)
        }
        let rules = try tree.rules()
        destinations = (offered + [(pages.service, [])]).compactMap { service, operations in
            rules[service].map { rules in
                Destination(service: service, rules: rules, bodyLimit: operations.map(\.bodyLimit).max() ?? 0)
            }
        }
    }

    /// Who answers a path; nil for nobody.
    func destination(of path: String) -> Destination? {
        destinations.first { $0.rules.contains { $0.matches(path) } }
    }

    private static func isKept(_ pattern: RoutePattern) -> Bool {
        guard case .literal(let first) = pattern.segments.first else { return false }
        return kept.contains(first)
    }
}
