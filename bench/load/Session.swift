import Contracts
import Endpoints
import EventLoops
import Values

/// Somebody who is logged in, and stays so however long the load lasts.
final class Session: Sendable {
    private struct State {
        var tokens: TokenPair
        var since: ContinuousClock.Instant
    }

    private let state: Lock<State>

    private init(_ tokens: TokenPair) { state = Lock(State(tokens: tokens, since: .now)) }

    static func logIn(_ name: String, _ password: Secret<String>, _ client: ShopClient) async throws -> Session {
        Session(
            try await client.send(EndpointCall(AccountsAPI.logIn, body: LogIn(username: name, password: password))))
    }

    var token: Secret<String> { state.withLock { $0.tokens.access } }

    /// Spends the refresh token once half of the access token's time is over; the old access token stays good until
    /// its own end, so nobody has to wait for this.
    func refreshIfDue(_ client: ShopClient) async throws {
        let current = state.withLock { $0 }
        guard ContinuousClock.now - current.since > .seconds(current.tokens.expiresIn / 2) else { return }
        let tokens = try await client.send(
            EndpointCall(AccountsAPI.refresh, body: RefreshRequest(refresh: current.tokens.refresh)))
        state.withLock { $0 = State(tokens: tokens, since: .now) }
    }
}
