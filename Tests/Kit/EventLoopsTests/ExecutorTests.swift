import EventLoops
import TestSupport
import Testing

@Suite("Where code runs")
struct ExecutorTests {
    @Test("Everything that a spawned task calls runs on its loop, also after a suspension")
    func stays() async throws {
        try await withEventLoops { loops in
            let home = loops.loops[1]
            let places = Lock<[String]>([])
            @Sendable func note(_ place: String) {
                if EventLoop.current !== home { places.withLock { $0.append(place) } }
            }
            await home.spawn {
                note("body")
                await plain()
                note("after a plain function")
                await concurrent(note)
                await Task.yield()
                note("after a yield")
                async let child: Void = note("async let")
                await child
                await withTaskGroup { group in
                    group.addTask { note("group child") }
                    await group.waitForAll()
                }
                await withDiscardingTaskGroup { group in group.addTask { note("discarding child") } }
                let actor = Counting()
                await actor.call { note("default actor") }
                try? await Task.sleep(for: .milliseconds(1))
                note("after Task.sleep")
                try? await Sleep.for(.milliseconds(1))
                note("after Sleep")
                await elsewhere()
                note("after another thread resumed")
                for await _ in fromAnotherThread() { note("element of another thread") }
            }.value
            #expect(places.withLock { $0 } == [])
        }
    }

    @Test("An actor pinned to another loop runs there, and its caller comes back")
    func pinned() async throws {
        try await withEventLoops { loops in
            let actor = Pinned(loops.loops[1])
            #expect(EventLoop.current === loops.loops[0])
            #expect(await actor.runsAtHome())
            #expect(EventLoop.current === loops.loops[0])
        }
    }

    @Test("Two loops that call one actor 20,000 times lose no call and no loop")
    func contention() async throws {
        try await withEventLoops { loops in
            let actor = Counting()
            let astray = Tally(0)
            await withTaskGroup { group in
                for loop in loops.loops {
                    group.addTask(executorPreference: loop) {
                        for _ in 0..<10_000 {
                            await actor.call {}
                            if !loop.isCurrent { astray.add() }
                        }
                    }
                }
            }
            #expect(await actor.count == 20_000)
            #expect(astray.value == 0)
        }
    }

    @Test("200,000 yields of one task starve no timer")
    func yields() async throws {
        try await withEventLoops(1) { loops in
            let loop = loops.loops[0]
            let yields = Tally(0)
            let seenByTimer = Tally(-1)
            loop.spawn {
                try? await Sleep.for(.milliseconds(1))
                seenByTimer.set(yields.value)
            }
            await loop.spawn {
                for _ in 0..<200_000 {
                    await Task.yield()
                    yields.add()
                }
            }.value
            #expect(yields.value == 200_000)
            let seen = seenByTimer.value
            #expect(seen >= 0 && seen < 200_000)
        }
    }

    @Test("A task started immediately has run to its end when nothing suspends it")
    func immediate() async throws {
        try await withEventLoops(1) { loops in
            let done = Tally()
            loops.loops[0].spawnImmediately { done.add() }
            #expect(done.value == 1)
        }
    }

    @Test("Work handed over by another thread runs in its order")
    func order() async throws {
        try await withEventLoops(1) { loops in
            let loop = loops.loops[0]
            let seen = Lock<[Int]>([])
            let thread = try SystemThread(name: "other") {
                for number in 0..<1000 { loop.execute { seen.withLock { $0.append(number) } } }
            }
            thread.join()
            await Task.yield()
            #expect(seen.withLock { $0 } == Array(0..<1000))
        }
    }

    @Test("A loop local is made once for each loop")
    func locals() async throws {
        try await withEventLoops { loops in
            let made = Tally(0)
            let local = LoopLocal { loop in
                made.add()
                return loop.index
            }
            for loop in loops.loops {
                await loop.spawn { #expect(local.value == loop.index && local.value == loop.index) }.value
            }
            #expect(made.value == 2)
        }
    }
}

private func plain() async {}

@concurrent
private func concurrent(_ note: @Sendable (String) -> Void) async { note("@concurrent") }

private func elsewhere() async {
    await withCheckedContinuation { continuation in
        do {
            _ = try SystemThread(name: "other") { continuation.resume() }
        } catch {
            continuation.resume()
        }
    }
}

private func fromAnotherThread() -> AsyncStream<Int> {
    AsyncStream { stream in
        _ = try? SystemThread(name: "other") {
            for number in 0..<10 { stream.yield(number) }
            stream.finish()
        }
    }
}

private actor Counting {
    private(set) var count = 0

    func call(_ body: @Sendable () -> Void) {
        count += 1
        body()
    }
}

private actor Pinned {
    private let home: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { home.asUnownedSerialExecutor() }

    init(_ home: EventLoop) { self.home = home }

    func runsAtHome() async -> Bool {
        await plain()
        return home.isCurrent
    }
}
