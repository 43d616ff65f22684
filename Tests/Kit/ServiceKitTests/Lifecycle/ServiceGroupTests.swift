import EventLoops
import Observability
import ServiceKit
import TestSupport
import Testing

@Suite("Service group")
struct ServiceGroupTests {
    private func group(
        _ services: [any Service], on loops: EventLoopGroup, deadline: Duration = .seconds(10)
    ) -> ServiceGroup {
        ServiceGroup(services, on: loops, logger: Logger(label: "test", handlers: []), deadline: deadline)
    }

    @Test("Services start in order and stop in reverse")
    func order() async throws {
        let diary = Diary()
        try await withEventLoops { loops in
            let services = ["database", "relay", "server"].map { Recorded(name: $0, diary: diary) }
            try await group(services, on: loops).run(until: {}, started: { diary.note("all started") })
        }
        #expect(
            diary.entries == [
                "start database", "start relay", "start server", "all started",
                "stop server", "stop relay", "stop database",
            ])
    }

    @Test("When a service cannot start, those before it are stopped and those after it never begin")
    func failedStart() async throws {
        let diary = Diary()
        try await withEventLoops { loops in
            let services: [any Service] = [
                Recorded(name: "database", diary: diary), Broken(name: "port", breaksAt: .start),
                Recorded(name: "server", diary: diary),
            ]
            let failure = await #expect(throws: ServiceFailure.self) {
                try await group(services, on: loops).run(until: { await ShutdownSignal().wait() })
            }
            #expect(failure?.service == "port")
        }
        #expect(diary.entries == ["start database", "stop database"])
    }

    @Test("When a running service fails, the group stops and says which it was")
    func failedRun() async throws {
        let diary = Diary()
        try await withEventLoops { loops in
            let services: [any Service] = [
                Recorded(name: "database", diary: diary), Broken(name: "relay", breaksAt: .run),
            ]
            let failure = await #expect(throws: ServiceFailure.self) {
                try await group(services, on: loops).run(until: { await ShutdownSignal().wait() })
            }
            #expect(failure?.service == "relay")
        }
        #expect(diary.entries.last == "stop database")
    }

    @Test("A service that is done early does not end the others")
    func earlyEnd() async throws {
        let stop = ShutdownSignal()
        try await withEventLoops { loops in
            let services: [any Service] = [Quick(done: stop), Recorded(name: "server", diary: Diary())]
            try await group(services, on: loops).run(until: { await stop.wait() })
        }
        #expect(stop.isRaised)
    }

    @Test("A service that does not stop holds the others up no longer than the deadline")
    func deadline() async throws {
        let diary = Diary()
        let release = ShutdownSignal()
        try await withEventLoops { loops in
            let services: [any Service] = [Recorded(name: "database", diary: diary), Stubborn(release: release)]
            let began = ContinuousClock.now
            try await group(services, on: loops, deadline: .milliseconds(50)).run(until: {})
            #expect(ContinuousClock.now - began < .seconds(5))
            release.raise()
        }
        #expect(diary.entries == ["start database", "stop database"])
    }
}

private final class Diary: Sendable {
    private let lines = Lock<[String]>([])
    var entries: [String] { lines.withLock { $0 } }
    func note(_ line: String) { lines.withLock { $0.append(line) } }
}

private struct Recorded: Service {
    let name: String
    let diary: Diary

    func start() async { diary.note("start \(name)") }
    func run() async throws { try await Sleep.for(.seconds(3_600)) }
    func stop() async { diary.note("stop \(name)") }
}

private struct Broken: Service {
    enum Moment { case start, run }
    struct Fault: Error {}

    let name: String
    let breaksAt: Moment

    func start() async throws { if breaksAt == .start { throw Fault() } }
    func run() async throws { if breaksAt == .run { throw Fault() } }
}

private struct Quick: Service {
    let done: ShutdownSignal
    func run() async throws { done.raise() }
}

private struct Stubborn: Service {
    let release: ShutdownSignal
    /// Deaf to cancellation as well.
    func stop() async {
        while !release.isRaised { await Task.yield() }
    }
}
