import FoundationEssentials
import JSON
import Messaging
import Testing
import Values

@testable import RabbitMQ

@Suite("Publishes that wait for their confirm")
struct ConfirmWindowTests {
    private func publication(_ number: Int) throws -> Publication {
        try Publication(
            EventEnvelope(
                id: UUID(), type: "t", source: "s", time: Timestamp(seconds: 1), subject: "\(number)", data: [:]))
    }

    @Test("The broker may confirm one, all up to one, and out of order")
    func settles() throws {
        var window = ConfirmWindow()
        let all = try (1...6).map(publication)
        let times = (1...6).map { ContinuousClock.now + .seconds($0) }
        for (publication, time) in zip(all, times) { window.add(publication, at: time) }
        #expect(window.settle(2, multiple: false).map(\.message.id) == [all[1].message.id])
        #expect(window.oldest == times[0])
        #expect(window.settle(4, multiple: true).map(\.message.id) == [0, 2, 3].map { all[$0].message.id })
        #expect(window.oldest == times[4])
        #expect(window.settle(4, multiple: true).isEmpty)
        #expect(window.count == 2)
    }

    @Test("What was drained is not missed when its confirm comes after all")
    func drains() throws {
        var window = ConfirmWindow()
        let all = try (1...3).map(publication)
        for publication in all.dropLast() { window.add(publication) }
        #expect(window.drain().map(\.message.id) == all.dropLast().map(\.message.id))
        #expect(window.oldest == nil)
        window.add(all[2])
        #expect(window.settle(2, multiple: true).isEmpty)
        #expect(window.settle(7, multiple: true).isEmpty)
        #expect(window.settle(3, multiple: false).map(\.message.id) == [all[2].message.id])
        #expect(window.isEmpty)
    }
}
