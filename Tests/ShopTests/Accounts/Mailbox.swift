import Contracts
import Endpoints
import EventLoops
import HTTP
import ServiceKit
import ServiceTestSupport
import Values

/// Stands for notifications: keeps what it is asked for, and may be away.
final class Mailbox: Sendable {
    private struct State {
        var isAway = false
        var mails: [MailRequestID: MailRequest] = [:]
        var order: [MailRequestID] = []
        var requests = 0
    }

    private let state: Lock<State>
    let client: PeerClient

    init() throws {
        let state = Lock(State())
        let host = try ServiceHost(
            name: "notifications",
            routes: [
                Route(NotificationsAPI.requestMail) { request -> Void in
                    state.withLock { state in
                        state.requests += 1
                        if state.mails.updateValue(request.body, forKey: request.path.id) == nil {
                            state.order.append(request.path.id)
                        }
                    }
                }
            ], environment: ServiceTester.environment)
        client = StubPeer.client(
            "notifications", over: InProcessTransport { state.withLock { $0.isAway } ? nil : host })
        self.state = state
    }

    var mails: [MailRequest] { state.withLock { state in state.order.compactMap { state.mails[$0] } } }

    /// How often it was asked, the same mail again included.
    var requests: Int { state.withLock { $0.requests } }

    func goAway() { state.withLock { $0.isAway = true } }

    func comeBack() { state.withLock { $0.isAway = false } }
}
