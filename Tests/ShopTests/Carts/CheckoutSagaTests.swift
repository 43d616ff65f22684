import Contracts
import HTTP
import Observability
import SQL
import TestSupport
import Testing
import Values

@testable import Carts

@Suite("A checkout that is interrupted")
struct CheckoutSagaTests {
    private let anna = CartsStage.anna
    private let tea = CartsStage.tea
    private let pot = CartsStage.pot

    /// Lets the sweeper take up what is open.
    private func sweep(_ stage: CartsStage) async throws {
        stage.clock.advance(by: .seconds(6))
        try await stage.carts.sweeper.sweepOnce()
    }

    @Test(
        "A crash at any step is finished by the sweeper, with one order and the lines out of the cart once",
        arguments: ["carts.checkout_opened", "carts.checkout_ordered", "carts.checkout_settled"])
    func crash(place: String) async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, 2, as: anna)
            try await FailPoints.$injected.withValue(.throwing(at: place)) {
                try await expectRefusal("internal_error") { try await stage.checkout(key: "k") }
            }
            try await stage.add(tea, 1, as: anna)
            try await sweep(stage)
            #expect(stage.orders.all.map { $0.items.map(\.quantity) } == [[2]])
            #expect(try await stage.contents(as: anna) == [tea: 1])
            #expect(try await stage.checkout(key: "k").id == stage.orders.all.first?.id)
            #expect(stage.orders.all.count == 1)
        }
    }

    @Test("A crash before a refusal is noted is repeated by the sweeper, and the key tells the refusal")
    func crashOnRefusal() async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, 2, as: anna)
            stage.orders.refuse(with: .conflict(ProblemCode("insufficient_stock", .conflict, "Not enough")))
            try await FailPoints.$injected.withValue(.throwing(at: "carts.checkout_refused")) {
                try await expectRefusal("internal_error") { try await stage.checkout(key: "k") }
            }
            try await expectRefusal("request_in_progress") { try await stage.checkout(key: "k") }
            try await sweep(stage)
            try await expectRefusal("insufficient_stock") { try await stage.checkout(key: "k") }
            #expect(try await stage.contents(as: anna) == [tea: 2])
        }
    }

    @Test("A sweeper that crashes itself is followed by the next one")
    func sweeperCrashes() async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, 2, as: anna)
            stage.ordersPeer.condition = .losingAnswers
            try await expectRefusal("peer_unavailable") { try await stage.checkout(key: "k") }
            stage.ordersPeer.condition = .up
            try await FailPoints.$injected.withValue(.throwing(at: "carts.checkout_ordered")) {
                do {
                    try await sweep(stage)
                    Issue.record("the sweeper did not crash")
                } catch is SimulatedCrash {}
            }
            stage.clock.advance(by: .seconds(60))
            try await sweep(stage)
            #expect(try await stage.checkout(key: "k").items.map(\.quantity) == [2])
            #expect(stage.orders.all.count == 1)
        }
    }

    @Test(
        "Without an answer of orders the caller is told so, the key waits, and the sweeper finishes it",
        arguments: [SwitchablePeer.Condition.down, .losingAnswers])
    func noAnswer(condition: SwitchablePeer.Condition) async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, 2, as: anna)
            stage.ordersPeer.condition = condition
            let problem = try await refusal { try await stage.checkout(key: "k") }
            #expect(problem.code == "peer_unavailable" && problem.fields[.retryAfter] != nil)
            try await expectRefusal("request_in_progress") { try await stage.checkout(key: "k") }
            // The lines cannot be ordered a second time meanwhile, with another key or with none.
            try await expectRefusal("request_in_progress") { try await stage.checkout(key: "l") }
            try await expectRefusal("request_in_progress") { try await stage.checkout() }
            try await sweep(stage)
            stage.ordersPeer.condition = .up
            stage.clock.advance(by: .seconds(60))
            try await sweep(stage)
            let order = try await stage.checkout(key: "k")
            #expect(order.items.map(\.quantity) == [2] && stage.orders.all.count == 1)
            #expect(try await stage.contents(as: anna).isEmpty)
        }
    }

    @Test(
        "What decides nothing about the order leaves the checkout open: an order may be there whose answer was lost",
        arguments: [
            (ProblemCode.requestInProgress, "request_in_progress"), (.rateLimited, "rate_limited"),
            (.keyReused, "peer_unavailable"), (.notFound, "peer_unavailable"),
            (.preconditionFailed, "peer_unavailable"), (.internalError, "peer_unavailable"),
        ])
    func undecided(answer: ProblemCode, told: String) async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, as: anna)
            stage.orders.refuse(with: Problem(answer))
            try await expectRefusal(told) { try await stage.checkout(key: "k") }
            try await sweep(stage)
            stage.orders.refuse(with: nil)
            stage.clock.advance(by: .seconds(60))
            try await sweep(stage)
            #expect(try await stage.checkout(key: "k").items.count == 1)
            #expect(stage.orders.all.count == 1)
        }
    }

    @Test("Whoever finishes a checkout asks for the same as the request that began it")
    func sameWords() async throws {
        try await CartsStage.run { stage in
            for product in [pot, tea] {
                try await stage.add(product, as: anna)
                stage.clock.advance(by: .seconds(1))
            }
            stage.ordersPeer.condition = .losingAnswers
            try await expectRefusal("peer_unavailable") { try await stage.checkout(key: "k") }
            stage.ordersPeer.condition = .up
            try await sweep(stage)
            #expect(stage.orders.requests.count == 2)
            #expect(Set(stage.orders.requests.map { $0.items.map(\.productID) }) == [[tea, pot]])
        }
    }

    @Test("The sweeper leaves alone what a request is still waiting for")
    func patience() async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, as: anna)
            stage.ordersPeer.condition = .down
            try await expectRefusal("peer_unavailable") { try await stage.checkout() }
            stage.clock.advance(by: .seconds(4))
            #expect(try await stage.carts.sweeper.sweepOnce() == 0)
            stage.clock.advance(by: .seconds(2))
            #expect(try await stage.carts.sweeper.sweepOnce() == 1)
            #expect(try await stage.carts.sweeper.sweepOnce() == 0)
        }
    }

    @Test("Request and sweepers that end a checkout at once take its lines out once")
    func endedTwice() async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, 2, as: anna)
            stage.orders.meanwhile {
                try await stage.add(tea, 3, as: anna)
                try await sweep(stage)
            }
            #expect(try await stage.checkout(key: "k").items.map(\.quantity) == [2])
            #expect(try await stage.contents(as: anna) == [tea: 3])
            #expect(stage.orders.all.count == 1)
        }
    }

    @Test("A checkout of an account that is closed meanwhile is given up, and its address forgotten")
    func closedMeanwhile() async throws {
        try await CartsStage.run { stage in
            try await stage.add(tea, as: anna)
            stage.ordersPeer.condition = .down
            try await expectRefusal("peer_unavailable") { try await stage.checkout() }
            try await stage.hear(UserClosed(userID: anna))
            stage.ordersPeer.condition = .up
            try await sweep(stage)
            #expect(stage.orders.all.isEmpty)
            #expect(try await stage.count("select count(*) from checkouts where state = 'abandoned'") == 1)
        }
    }

    @Test("The queries for what is due use an index")
    func plans() async throws {
        try await CartsStage.run { stage in
            let recorder = RecordingDatabase(stage.database)
            let due = try await recorder.plan(
                of: "select id from checkouts where next_attempt_at <= 1 order by next_attempt_at")
            #expect(due.contains { $0.detail.contains("checkouts_unfinished") }, "\(due)")
            let expired = try await recorder.plan(
                of: "select id from carts where expires_at <= 1 order by expires_at")
            #expect(expired.contains { $0.detail.contains("carts_by_expiry") }, "\(expired)")
        }
    }
}
