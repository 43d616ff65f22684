import ServiceKit

/// The ports of a process: opened one after the other, closed together, as a client of one knows nothing of the others.
struct Listeners: Service {
    let name = "listeners"
    let all: [Listener]

    func start() async throws {
        for (index, listener) in all.enumerated() {
            do {
                try await listener.start()
            } catch {
                await Listeners(all: Array(all[..<index])).stop()
                throw error
            }
        }
    }

    func stop() async {
        await withTaskGroup { group in
            for listener in all { group.addTask { await listener.stop() } }
        }
    }
}
