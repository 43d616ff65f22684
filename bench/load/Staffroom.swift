import Contracts
import Endpoints
import EventLoops
import Values

/// What the people who run the shop do: they move orders along and fill the shelves.
final class Staffroom: Sendable {
    private enum Step: Sendable {
        case pack, ship, deliver
    }

    private struct Parcel: Sendable {
        let order: OrderID
        var next: Step
    }

    private let client: ShopClient
    private let session: Session
    private let parcels = Lock<[Parcel]>([])
    /// More orders come than staff can send: what does not fit here stays confirmed.
    private static let shelf = 1000

    init(client: ShopClient, session: Session) {
        self.client = client
        self.session = session
    }

    /// A new order that wants to be sent.
    func take(_ order: OrderID) {
        parcels.withLock { parcels in
            if parcels.count < Self.shelf { parcels.append(Parcel(order: order, next: .pack)) }
        }
    }

    /// One step: in a third of the cases shelves are filled, otherwise an order moves along.
    func doNext(_ assortment: Assortment, _ chance: inout SplitMix64) async throws {
        let parcel = chance.happens(33) ? nil : parcels.withLock { $0.popLast() }
        guard var parcel else {
            let product = assortment.goods.randomElement(using: &chance) ?? assortment.goods[0]
            _ = try await Assortment.fill(product, client, as: session)
            return
        }
        let path = ByOrderID(id: parcel.order)
        switch parcel.next {
        case .pack:
            try await client.sendUnread(
                EndpointCall(OrdersAPI.pack, path: path, body: OrderPacking()), as: session.token)
            parcel.next = .ship
        case .ship:
            try await client.sendUnread(EndpointCall(OrdersAPI.ship, path: path), as: session.token)
            parcel.next = .deliver
        case .deliver:
            try await client.sendUnread(EndpointCall(OrdersAPI.deliver, path: path), as: session.token)
            return
        }
        let further = parcel
        parcels.withLock { $0.append(further) }
    }
}
