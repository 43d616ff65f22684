import HTTP
import JSON

/// For tools that find out what is wrong.
extension ConsulClient {
    /// A check that fails, and whose it is.
    public struct CriticalCheck: Hashable, Sendable {
        public let service: String
        /// Of the instance.
        public let id: String
    }

    /// The address of the server that leads the cluster; nil while there is none.
    public func leader() async throws(ConsulError) -> String? {
        let answer = try await json("/v1/status/leader")
        guard let address = answer.stringValue else { throw .unreadable }
        return address.isEmpty ? nil : address
    }

    /// The checks of services that fail at this moment.
    public func criticalChecks() async throws(ConsulError) -> [CriticalCheck] {
        guard let entries = try await json("/v1/health/state/critical?stale=1").arrayValue else { throw .unreadable }
        return entries.compactMap { entry in
            // Those of the machine itself have none.
            guard let service = entry["ServiceName"]?.stringValue, !service.isEmpty else { return nil }
            return CriticalCheck(service: service, id: entry["ServiceID"]?.stringValue ?? "")
        }
    }

    private func json(_ target: String) async throws(ConsulError) -> JSONValue {
        let response = try await expectSuccess(.get, target)
        guard let body = try? await response.body.collect(), let value = try? JSONValue.parse(body) else {
            throw .unreadable
        }
        return value
    }
}
