import EventLoops
import Messaging
import RabbitMQ
import ServiceKit
import Values

struct DeadLettersCommand: Command {
    static let name = "dead-letters"
    static let summary = "list the events that were given up, also while the shop runs; --replay sends them again"
    static let replay = Setting<Bool>.yesOrNo("REPLAY", "send them all again", scope: .commandLine)
    static let options: [any SettingDeclaration] = [replay]

    /// Of one service; an operator who faces more has to find the cause, not the next page.
    private static let mostListed = 100

    private let configuration: Configuration
    private let replays: Bool

    init(_ configuration: Configuration, operands: [String]) throws {
        self.configuration = configuration
        replays = try configuration.read(Self.replay)
    }

    func run(on loops: EventLoopGroup) async throws {
        // Not locked: a shop may be running there, whose relay sends what is replayed here.
        try await ShopAccess.look(configuration) { shop in
            for service in shop.services { try await show(service) }
        }
        try await showQueues(on: loops)
    }

    /// Those that were sent and that a consumer has given up: they lie beside its queue, and its log says why.
    private func showQueues(on loops: EventLoopGroup) async throws {
        guard let url = try configuration.readIfSet(Settings.brokerURL) else {
            // Of a shop on files that is all; one on servers may have queues that nobody has named here.
            let folder = try configuration.read(Settings.dataDirectory)
            if try ShopDatabases.files(configuration, folder: folder).count < Settings.storingServices.count {
                Console.line("queues: not looked at, \(Settings.brokerURL.name) is not set")
            }
            return
        }
        let broker = try ServerBroker(url, queues: Shop.queues(configuration), on: loops).broker
        for (service, count) in try await broker.deadLetterCounts().sorted(by: { $0.key < $1.key }) {
            let count = replays ? try await broker.replayDeadLetters(of: service) : count
            Console.line("queue of \(service): \(count) \(replays ? "will be handled again" : "given up")")
        }
    }

    private func show(_ service: any ShopService) async throws {
        guard let outbox = service.outbox else { return }
        let letters = DeadLetters(of: outbox, in: service.database)
        for letter in try await letters.list(limit: Self.mostListed) {
            let event = letter.envelope
            Console.line(
                "\(event.source)  \(event.time)  \(event.type) of \(event.subject): "
                    + "\(letter.attempts) attempts, \(letter.lastError ?? "no reason given")")
        }
        let count = replays ? try await letters.replayAll() : try await letters.count()
        Console.line("\(outbox.source): \(count) \(replays ? "will be sent again" : "given up")")
    }
}
