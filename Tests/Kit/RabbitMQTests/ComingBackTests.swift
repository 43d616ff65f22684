import EventLoops
import Messaging
import TestSupport
import Testing
import Values

@testable import RabbitMQ

extension RabbitMQTests {
    @Suite("Events that come back as their consumer vanished")
    struct ComingBackTests {
        private struct Broken: Error {}

        @Test("An event whose consumer vanishes each time is given up at last")
        func deadly() async throws {
            try await RabbitStage.with({ $0.deliveryLimit = 2 }) { stage async throws in
                let broker = try await stage.connectedBroker()
                let never = ShutdownSignal()
                try await broker.subscribe(queue: "catalog", to: ["review.posted"]) { _ in await never.wait() }
                try await broker.publish(stage.event())
                for _ in 0...2 {
                    try await eventually("it is handed out") {
                        try broker.consuming == .connected && stage.ready() == 0
                    }
                    try await stage.loseConnections()
                }
                try await eventually("it is dead") { try stage.deadLetters() == 1 }
                never.raise()
            }
        }

        @Test("An event that ends the process each time is given up alone, not with those that were fetched beside it")
        func deadlyToOthers() async throws {
            try await RabbitStage.with({ $0.deliveryLimit = 3 }) { stage async throws in
                let broker = try await stage.connectedBroker()
                let (others, ends) = (Arrivals(), Tally())
                for subject in 1...20 { try await broker.publish(stage.event(subject)) }
                try await broker.subscribe(queue: "catalog", to: ["review.posted"]) { event in
                    guard event.subject == "10" else {
                        try await Sleep.for(.milliseconds(30))
                        return others.add(event)
                    }
                    ends.add()
                    // As the broker sees a process that dies: it hears nothing of what was in work beside it.
                    stage.proxy.drop()
                }
                try await eventually("it is dead") { try stage.deadLetters() > 0 }
                try await eventually("nothing is left") { try others.ids.count == 19 && stage.ready() == 0 }
                #expect(try stage.deadLetters() == 1)
                #expect(ends.value == 4, "three times more than the first")
            }
        }

        @Test("However often connections are lost, what is handled at last is not given up")
        func flapping() async throws {
            try await RabbitStage.with({ ($0.deliveryLimit, $0.concurrency) = (3, 1) }) { stage async throws in
                let broker = try await stage.connectedBroker()
                let arrivals = Arrivals()
                for subject in 1...20 { try await broker.publish(stage.event(subject)) }
                try await broker.subscribe(queue: "catalog", to: ["review.posted"]) { event in
                    try await Sleep.for(.milliseconds(20))
                    arrivals.add(event)
                }
                for count in 1...8 {
                    try await eventually("one more is handled") { arrivals.ids.count >= count }
                    try await stage.loseConnections()
                }
                try await eventually("nothing is left") { try arrivals.ids.count == 20 && stage.ready() == 0 }
                #expect(try stage.deadLetters() == 0)
            }
        }

        @Test("What came back and fails again holds up neither those behind it nor another queue")
        func failingAgain() async throws {
            try await RabbitStage.with({ $0.retries.first = .seconds(60) }) { stage async throws in
                let broker = try await stage.connectedBroker()
                let (mails, ratings, failures) = (Arrivals(), Arrivals(), Tally())
                try await broker.subscribe(queue: "mail", to: ["order.placed"]) { event in
                    if event.number == 1 { return mails.add(event) }
                    failures.add()
                    throw Broken()
                }
                for subject in 1...3 { try await broker.publish(stage.event(subject, type: "order.placed")) }
                try await eventually("all have failed") { failures.value == 3 }
                try await stage.loseConnections()
                try await eventually("all have come back and failed") { failures.value == 6 }
                try await broker.subscribe(queue: "catalog", to: ["review.posted"]) { ratings.add($0) }
                try await eventually("it publishes again") { broker.publishing == .connected }
                try await broker.publish(stage.event(4, number: 1, type: "order.placed"))
                try await broker.publish(stage.event(5))
                try await eventually("the others arrive") { mails.count == 1 && ratings.count == 1 }
            }
        }
    }
}
