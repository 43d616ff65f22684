import Contracts
import Endpoints
import EventLoops
import HTTP
import ServiceKit
import ServiceTestSupport

/// Stands for orders: knows how many are open, and may be away.
final class OrderBook: Sendable {
    private struct State {
        var isAway = false
        var open = 0
        var afterCounting: (@Sendable () async -> Void)?
    }

    private let state: Lock<State>
    let client: PeerClient

    init() throws {
        let state = Lock(State())
        let host = try ServiceHost(
            name: "orders",
            routes: [
                Route(OrdersAPI.openOrders) { _ in
                    let (open, hook) = state.withLock { ($0.open, $0.afterCounting) }
                    await hook?()
                    return OpenOrders(count: open)
                }
            ],
            environment: ServiceTester.environment)
        client = StubPeer.client("orders", over: InProcessTransport { state.withLock { $0.isAway } ? nil : host })
        self.state = state
    }

    func setOpen(_ count: Int) { state.withLock { $0.open = count } }

    /// Runs once the orders are counted, before anybody hears how many they are.
    func afterCounting(_ hook: (@Sendable () async -> Void)?) { state.withLock { $0.afterCounting = hook } }

    func goAway() { state.withLock { $0.isAway = true } }

    func comeBack() { state.withLock { $0.isAway = false } }
}
