import FoundationEssentials
import ServiceKit

/// What the command line asks for.
struct LoadOptions: Sendable {
    let addresses: Addresses
    let dataDirectory: String
    let visitors: Int
    let seconds: Int
    let warmUpSeconds: Int
    /// Requests a second of all visitors together; nil for as many as they get answered.
    let rate: Int?
    let mix: Mix
    /// How many different products are ordered.
    let goods: Int
    /// An order has up to so many lines.
    let lines: Int
    let seed: Int
    let eventLoops: Int
    let json: Bool

    private enum Flags {
        static let baseURL = Setting<String>.webAddress(
            "BASE_URL", "where the shop's gateway answers", default: "http://127.0.0.1:8080")
        static let direct = Setting<Addresses.Direct>(
            "DIRECT", "services that are asked themselves, by the first part of their paths",
            form: "such as orders=http://127.0.0.1:8005,products=http://127.0.0.1:8002", scope: .commandLine,
            parse: Addresses.Direct.init)
        static let dataDirectory = Setting<String>.path(
            "DATA_DIR", "the shop's folder, for the credentials of its admin", default: "./data")
        static let visitors = number("VISITORS", "people at once, each with an account", in: 1...250, "64")
        static let seconds = number("SECONDS", "how long", in: 1...86_400, "10")
        static let warmUp = number("WARM_UP", "seconds before it counts", in: 0...3600, "1")
        static let rate = number("RATE", "requests a second, 0 for as many as are answered", in: 0...1_000_000, "0")
        static let mix = Setting<Mix>(
            "MIX", "how often what is done", form: "such as \(Mix.standard)", default: Mix.standard,
            scope: .commandLine, parse: Mix.init)
        static let goods = number("GOODS", "how many different products are ordered", in: 1...10_000, "200")
        static let lines = number(
            "LINES", "an order has up to so many; with one, each buyer keeps to one product", in: 1...20, "3")
        static let seed = number("SEED", "of the visitors' whims", in: 0...Int.max, "1")
        static let eventLoops = number("EVENT_LOOPS", "threads that send", in: 1...64, "1")
        static let json = Setting<Bool>.yesOrNo("JSON", "print the report as JSON", scope: .commandLine)

        static let all: [any SettingDeclaration] = [
            baseURL, direct, dataDirectory, visitors, seconds, warmUp, rate, mix, goods, lines, seed, eventLoops, json,
        ]

        private static func number(
            _ name: String, _ summary: String, in bounds: ClosedRange<Int>, _ fallback: String
        ) -> Setting<Int> {
            .number(name, summary, in: bounds, default: fallback, scope: .commandLine)
        }
    }

    static var help: String { Configuration.help(Flags.all) }

    init(_ arguments: [String]) throws {
        let given = try Configuration(
            table: Flags.all, arguments: arguments, environment: ProcessInfo.processInfo.environment)
        guard given.operands.isEmpty else {
            throw ConfigurationError(given.operands[0], "there are no operands; --help lists the flags")
        }
        addresses = Addresses(
            gateway: try given.read(Flags.baseURL), direct: try given.readIfSet(Flags.direct) ?? .none)
        dataDirectory = try given.read(Flags.dataDirectory)
        visitors = try given.read(Flags.visitors)
        seconds = try given.read(Flags.seconds)
        warmUpSeconds = try given.read(Flags.warmUp)
        let rate = try given.read(Flags.rate)
        self.rate = rate > 0 ? rate : nil
        mix = try given.read(Flags.mix)
        goods = try given.read(Flags.goods)
        lines = try given.read(Flags.lines)
        seed = try given.read(Flags.seed)
        eventLoops = try given.read(Flags.eventLoops)
        json = try given.read(Flags.json)
    }
}
