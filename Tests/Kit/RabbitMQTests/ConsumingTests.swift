import EventLoops
import FoundationEssentials
import Messaging
import Observability
import SQL
import TestSupport
import Testing
import Values

@testable import RabbitMQ

extension RabbitMQTests {
    @Suite("Consuming from RabbitMQ")
    struct ConsumingTests {
        private struct Broken: Error {}

        @Test("An event is acknowledged only when its handler has returned")
        func acknowledges() async throws {
            try await RabbitStage.with { stage async throws in
                let broker = try await stage.connectedBroker()
                let (arrivals, gate) = (Arrivals(), ShutdownSignal())
                try await broker.subscribe(queue: "catalog", to: ["review.posted"]) { event in
                    arrivals.add(event)
                    await gate.wait()
                }
                try await broker.publish(stage.event())
                try await eventually("it arrives") { arrivals.count == 1 }
                stage.proxy.drop()
                gate.raise()
                // The broker hands it out again, as it has heard of no acknowledgement.
                try await eventually("it arrives again") { arrivals.count == 2 }
                #expect(arrivals.ids.count == 1)
                await broker.stop()
                #expect(try stage.ready() == 0)
            }
        }

        @Test("Two instances of a service share its queue: each event goes to one of them")
        func competing() async throws {
            try await RabbitStage.with({ $0.prefetch = 8 }) { stage async throws in
                let (arrivals, gate) = ([Arrivals(), Arrivals()], ShutdownSignal())
                let publisher = try await stage.connectedBroker()
                for place in 0..<2 {
                    try await stage.connectedBroker().subscribe(queue: "catalog", to: ["review.posted"]) { event in
                        arrivals[place].add(event)
                        // Neither is done before the other has its share.
                        if arrivals[1 - place].count > 0 { gate.raise() }
                        await gate.wait()
                    }
                }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<200 { group.addTask { try await publisher.publish(stage.event(number)) } }
                    try await group.waitForAll()
                }
                try await eventually("all arrive") { arrivals[0].count + arrivals[1].count == 200 }
                #expect(arrivals[0].ids.union(arrivals[1].ids).count == 200)
            }
        }

        @Test("Events about one subject are handled in order, those about several side by side")
        func order() async throws {
            try await RabbitStage.with { stage async throws in
                let broker = try await stage.connectedBroker()
                let arrivals = Arrivals()
                let (running, most) = (Tally(), Lock(0))
                try await broker.subscribe(queue: "catalog", to: ["review.posted"]) { event in
                    running.add()
                    most.withLock { $0 = max($0, running.value) }
                    // Whoever overtakes would be seen.
                    try await Sleep.for(.milliseconds(Int.random(in: 0...3)))
                    arrivals.add(event)
                    running.add(-1)
                }
                for number in 0..<30 {
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for subject in 1...10 {
                            group.addTask { try await broker.publish(stage.event(subject, number: number)) }
                        }
                        try await group.waitForAll()
                    }
                }
                try await eventually("all arrive") { arrivals.count == 300 }
                for subject in 1...10 {
                    let numbers = arrivals.events.filter { $0.subject == "\(subject)" }.map(\.number)
                    #expect(numbers == Array(0..<30))
                }
                #expect(most.withLock { $0 } > 1)
                #expect(most.withLock { $0 } <= 10)
            }
        }

        @Test("No more handlers run at once than are allowed, and no more events are held")
        func bounded() async throws {
            try await RabbitStage.with({ ($0.prefetch, $0.concurrency) = (6, 3) }) { stage async throws in
                let broker = try await stage.connectedBroker()
                let (running, gate) = (Tally(), ShutdownSignal())
                for number in 0..<12 { try await broker.publish(stage.event(number)) }
                try await broker.subscribe(queue: "catalog", to: ["review.posted"]) { _ in
                    running.add()
                    await gate.wait()
                }
                try await eventually("three run, three wait, six are left") {
                    try running.value == 3 && stage.ready() == 6
                }
                gate.raise()
                try await eventually("all are handled") { running.value == 12 }
            }
        }

        @Test("Poison is tried a few times with pauses, then lies with the dead letters, while others flow")
        func poison() async throws {
            try await RabbitStage.with({ ($0.attempts, $0.retries.first) = (3, .milliseconds(50)) }) {
                stage async throws in
                let broker = try await stage.connectedBroker()
                let arrivals = Arrivals()
                let (isBroken, attempts) = (Lock(true), Lock<[ContinuousClock.Instant]>([]))
                try await broker.subscribe(queue: "catalog", to: ["review.posted"]) { event in
                    if event.subject == "13" {
                        attempts.withLock { $0.append(.now) }
                        if isBroken.withLock({ $0 }) { throw Broken() }
                    }
                    arrivals.add(event)
                }
                try await broker.publish(stage.event(13))
                for number in 1...5 { try await broker.publish(stage.event(number)) }
                try await eventually("the others arrive") { arrivals.count == 5 }
                try await eventually("it is dead") { try stage.deadLetters() == 1 }
                let times = attempts.withLock { $0 }
                try #require(times.count == 3)
                #expect(times[1] - times[0] >= .milliseconds(50))
                #expect(times[2] - times[1] >= .milliseconds(100))
                #expect(try await broker.deadLetterCounts() == ["catalog": 1, "mail": 0])

                isBroken.withLock { $0 = false }
                #expect(try await broker.replayDeadLetters(limit: 10) == 1)
                try await eventually("it is handled") { arrivals.events.contains { $0.subject == "13" } }
                #expect(try await broker.deadLetterCounts() == ["catalog": 0, "mail": 0])
            }
        }

        @Test("An outage of what a handler needs makes no dead letters, however long; its pauses grow all the same")
        func outage() async throws {
            try await RabbitStage.with({ ($0.attempts, $0.retries) = (2, BackOff(first: .milliseconds(10)) { 1 }) }) {
                stage async throws in
                let broker = try await stage.connectedBroker()
                let (arrivals, attempts) = (Arrivals(), Lock<[ContinuousClock.Instant]>([]))
                try await broker.subscribe(queue: "catalog", to: ["review.posted"]) { event in
                    let attempt = attempts.withLock { attempts in
                        attempts.append(.now)
                        return attempts.count
                    }
                    if attempt < 6 { throw SQLError(.connectionLost) }
                    // This one is the event's own, and the only one that counts.
                    if attempt == 6 { throw Broken() }
                    arrivals.add(event)
                }
                try await broker.publish(stage.event(1))
                try await eventually("it is handled") { arrivals.count == 1 }
                let times = attempts.withLock { $0 }
                try #require(times.count == 7)
                #expect(times[6] - times[5] >= .milliseconds(320))
                #expect(try stage.deadLetters() == 0)
            }
        }

        @Test("Where nothing was ever declared there are no dead letters")
        func nothing() async throws {
            try await RabbitStage.with { stage async throws in
                let broker = try await stage.connectedBroker()
                try stage.ask { try $0.deleteQueue(stage.names.deadLetters("catalog")) }
                #expect(try await broker.deadLetterCounts() == ["catalog": 0, "mail": 0])
                #expect(try await broker.replayDeadLetters() == 0)
            }
        }

        @Test("What fails again after its replay does not go round in a circle")
        func replaysOnce() async throws {
            try await RabbitStage.with({ $0.attempts = 1 }) { stage async throws in
                let broker = try await stage.connectedBroker()
                try await broker.subscribe(queue: "catalog", to: ["review.posted"]) { _ in throw Broken() }
                for number in 0..<3 { try await broker.publish(stage.event(number)) }
                try await eventually("all are dead") { try stage.deadLetters() == 3 }
                #expect(try await broker.replayDeadLetters(of: "catalog", limit: 2) == 2)
                try await eventually("all are dead again") { try stage.deadLetters() == 3 }
                #expect(try await broker.replayDeadLetters(of: "mail") == 0)
            }
        }

        @Test("A message that is no event goes to the dead letters, and the next one is handled")
        func garbage() async throws {
            try await RabbitStage.with { stage async throws in
                let broker = try await stage.connectedBroker()
                let arrivals = Arrivals()
                try stage.ask { connection in
                    try connection.publish(
                        AMQPMessage(id: "x", type: "review.posted", body: Array("{".utf8)), to: stage.names.exchange,
                        routingKey: "review.posted", isMandatory: true)
                }
                try await broker.subscribe(queue: "catalog", to: ["review.posted"]) { arrivals.add($0) }
                try await broker.publish(stage.event())
                try await eventually("the event arrives") { arrivals.count == 1 }
                try await eventually("the other is dead") { try stage.deadLetters() == 1 }
            }
        }

        @Test("What an old binding still brings is acknowledged without effect")
        func oldBinding() async throws {
            try await RabbitStage.with { stage async throws in
                let broker = try await stage.connectedBroker()
                let arrivals = Arrivals()
                try await broker.subscribe(queue: "mail", to: ["review.posted"]) { arrivals.add($0) }
                try await broker.publish(stage.event(type: "order.placed"))
                try await broker.publish(stage.event())
                try await eventually("the wanted one arrives") { arrivals.count == 1 }
                await broker.stop()
                #expect(arrivals.events.map(\.type) == ["review.posted"])
                #expect(try stage.ask { try $0.messageCount(in: stage.names.queue("mail")) } == 0)
            }
        }

        @Test("Stopping lets the handler under way end and acknowledges it; what has not begun stays in the queue")
        func stops() async throws {
            try await RabbitStage.with({ $0.concurrency = 1 }) { stage async throws in
                let broker = try await stage.connectedBroker()
                let (arrivals, gate) = (Arrivals(), ShutdownSignal())
                try await broker.subscribe(queue: "catalog", to: ["review.posted"]) { event in
                    arrivals.add(event)
                    await gate.wait()
                }
                for number in 0..<3 { try await broker.publish(stage.event(number)) }
                try await eventually("the first is under way") { arrivals.count == 1 }
                async let stopped: Void = broker.stop()
                try await eventually("the stop has begun") { broker.refusal == nil && broker.isStopping }
                gate.raise()
                await stopped
                #expect(arrivals.count == 1)
                // It puts them back when it has noticed that the connection is gone.
                try await eventually("the others are in the queue again") { try stage.ready() == 2 }
            }
        }

        @Test("A queue has one consumer in a process")
        func oneConsumer() async throws {
            try await RabbitStage.with { stage async throws in
                let broker = try await stage.connectedBroker()
                try await broker.subscribe(queue: "catalog", to: ["review.posted"]) { _ in }
                await #expect(throws: QueueIsTaken.self) {
                    try await broker.subscribe(queue: "catalog", to: ["review.posted"]) { _ in }
                }
            }
        }

        @Test("A queue that exists with other settings is used as it is, with a warning")
        func otherSettings() async throws {
            try await RabbitStage.with { stage async throws in
                try await stage.connectedBroker().stop()
                let broker = try await stage.connectedBroker { $0.deliveryLimit = 7 }
                #expect(stage.log.entries.contains { "\($0.message)".hasPrefix("a queue has other settings") })
                let arrivals = Arrivals()
                try await broker.subscribe(queue: "catalog", to: ["review.posted"]) { arrivals.add($0) }
                try await broker.publish(stage.event())
                try await eventually("it arrives") { arrivals.count == 1 }
            }
        }

        @Test("Where the last of several queues exists with other settings, all are consumed, over the one connection")
        func otherSettingsAtLast() async throws {
            try await RabbitStage.with { stage async throws in
                try stage.ask { connection in
                    try connection.declareQueue(stage.names.queue("mail"), arguments: ["x-queue-type": "quorum"])
                }
                let broker = try await stage.connectedBroker()
                let (catalog, mail) = (Arrivals(), Arrivals())
                try await broker.subscribe(queue: "catalog", to: ["review.posted"]) { catalog.add($0) }
                try await broker.publish(stage.event(1))
                try await eventually("the first has begun") { catalog.count == 1 }
                try await broker.subscribe(queue: "mail", to: ["review.posted"]) { mail.add($0) }
                try await eventually("the second has begun") { mail.count == 1 }
                for subject in 2...5 { try await broker.publish(stage.event(subject)) }
                try await eventually("all arrive at both") { catalog.count == 5 && mail.count == 5 }
                await broker.stop()
                #expect(stage.proxy.connections == 2, "one to publish, one to consume")
                #expect(try stage.ready() == 0)
            }
        }
    }
}
