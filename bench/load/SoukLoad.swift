import EventLoops
import Glibc
import HTTPClient

/// `souk-load`: a crowd of visitors in a running shop, over its public API, and what they had to wait for.
///
/// It ends with 1 if a single answer was not what the contract promises.
@main
struct SoukLoad {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.contains("--help") || arguments.contains("-h") {
            Terminal.line("souk-load: visitors for a running shop\n\n\(LoadOptions.help)")
            exit(0)
        }
        do {
            let options = try LoadOptions(arguments)
            exit(EventLoopGroup.runMain(count: options.eventLoops) { loops in await run(options, on: loops) })
        } catch {
            Terminal.error("souk-load: \(error)")
            exit(64)
        }
    }

    private static func run(_ options: LoadOptions, on loops: EventLoopGroup) async -> Int32 {
        var configuration = HTTPClientConfiguration()
        configuration.connectionsPerHost = options.visitors
        configuration.connections = options.visitors
        let http = HTTPClient(configuration, loops: loops)
        let client = ShopClient(addresses: options.addresses, http: http)
        var code: Int32 = 1
        do {
            let report = try await Crowd(options: options, client: client, loops: loops).run()
            try Terminal.line(options.json ? report.json() : report.table)
            code = report.errors == 0 ? 0 : 1
        } catch {
            Terminal.error("souk-load: \(error)")
        }
        await http.shutdown()
        return code
    }
}

/// What the program says.
enum Terminal {
    static func line(_ text: String) { put(text + "\n", to: STDOUT_FILENO) }

    static func error(_ text: String) { put(text + "\n", to: STDERR_FILENO) }

    private static func put(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { _ = write(descriptor, $0.baseAddress, $0.count) }
    }
}
