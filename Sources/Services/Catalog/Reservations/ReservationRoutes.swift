import Contracts
import Endpoints
import SQL

struct ReservationRoutes: RouteCollection {
    let reservations: ReservationStore
    let database: any Database

    var routes: Routes {
        Route(CatalogAPI.reserve, reserve)
        Route(CatalogAPI.release, release)
        Route(CatalogAPI.pack, pack)
        Route(CatalogAPI.fulfil, fulfil)
    }

    func reserve(
        _ request: Request<PeerService, ByOrder, Nothing, ReservationRequest>
    ) async throws -> ReservationView {
        try await database.transaction { transaction in
            try await reservations.reserve(request.body.lines, for: request.path.orderID, in: transaction)
        }.view(reservations.currency)
    }

    func release(_ request: Request<PeerService, ByOrder, Nothing, Nothing>) async throws {
        try await database.transaction { transaction in
            try await reservations.release(request.path.orderID, in: transaction)
        }
    }

    func pack(_ request: Request<PeerService, ByOrder, Nothing, PackRequest>) async throws -> ReservationView {
        try await database.transaction { transaction in
            try await reservations.pack(request.path.orderID, with: request.body.units, in: transaction)
        }.view(reservations.currency)
    }

    func fulfil(_ request: Request<PeerService, ByOrder, Nothing, Nothing>) async throws -> ReservationView {
        try await database.transaction { transaction in
            try await reservations.fulfil(request.path.orderID, in: transaction)
        }.view(reservations.currency)
    }
}
