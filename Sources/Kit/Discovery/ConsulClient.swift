import HTTP
public import HTTPClient
public import Values

/// Speaks to the Consul agent beside this process, by version 1 of its HTTP interface.
public struct ConsulClient: Sendable {
    /// Everything but a blocking query is answered by the agent itself, at once.
    private static let patience = Duration.seconds(2)

    private let address: ConsulAddress
    private let token: Secret<String>?
    private let http: HTTPClient

    /// Makes a client.
    /// - Parameter token: for an agent that asks for one.
    public init(_ address: ConsulAddress, token: Secret<String>? = nil, http: HTTPClient) {
        self.address = address
        self.token = token
        self.http = http
    }

    /// Makes an instance known, or known anew; checks of an earlier life are dropped.
    public func register(_ registration: Registration) async throws(ConsulError) {
        _ = try await expectSuccess(
            .put, "/v1/agent/service/register?replace-existing-checks=true", body: registration.json)
    }

    /// Takes an instance out. One that is not known is out already.
    public func deregister(id: String) async throws(ConsulError) {
        let response = try await send(.put, "/v1/agent/service/deregister/\(PercentEncoding.encode(id))")
        guard response.status.isSuccess || response.status == .notFound else { throw .refused(response.status) }
    }

    /// Whether the agent knows an instance.
    public func knows(id: String) async throws(ConsulError) -> Bool {
        let response = try await send(.get, "/v1/agent/service/\(PercentEncoding.encode(id))")
        if response.status == .notFound { return false }
        guard response.status.isSuccess else { throw .refused(response.status) }
        return true
    }

    /// The instances of a service whose checks all pass.
    ///
    /// Any server of the cluster may answer, also one that has lost its leader: a list that is a moment old is better
    /// than none.
    /// - Parameters:
    ///   - index: of the answer before: this one comes as soon as there is news. Nil asks for an answer at once.
    ///   - wait: how long an answer without news may take. The agent adds up to a sixteenth of it.
    public func passing(
        _ service: String, after index: UInt64? = nil, wait: Duration = .zero
    ) async throws(ConsulError) -> PassingInstances {
        var target = "/v1/health/service/\(PercentEncoding.encode(service))?passing=1&stale=1"
        var deadline = Self.patience
        if let index {
            target += "&index=\(index)&wait=\(max(1, wait.wholeMicroseconds / 1_000))ms"
            // A frozen agent holds its connections open: only our own clock ends the wait.
            deadline += wait + wait / 16
        }
        let response = try await expectSuccess(.get, target, deadline: deadline)
        guard let body = try? await response.body.collect(),
            let answer = PassingInstances(body, index: response.fields["X-Consul-Index"])
        else { throw .unreadable }
        return answer
    }

    func expectSuccess(
        _ method: HTTPMethod, _ target: String, body: [UInt8] = [], deadline: Duration = patience
    ) async throws(ConsulError) -> HTTPResponse {
        let response = try await send(method, target, body: body, deadline: deadline)
        guard response.status.isSuccess else { throw .refused(response.status) }
        return response
    }

    private func send(
        _ method: HTTPMethod, _ target: String, body: [UInt8] = [], deadline: Duration = patience
    ) async throws(ConsulError) -> HTTPResponse {
        var fields = HTTPFields()
        if let token { fields["X-Consul-Token"] = token.reveal() }
        do throws(HTTPClientError) {
            return try await http.execute(
                HTTPClientRequest(method, address.baseURL + target, fields: fields, body: body), deadline: deadline)
        } catch {
            throw .unreachable(error)
        }
    }
}
