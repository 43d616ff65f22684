import EventLoops
import HTTPClient
import ServiceKit
import Values

struct DemoCommand: Command {
    static let name = "demo"
    static let summary = "walk a buyer's whole way against a running shop, step by step"

    private let configuration: Configuration

    init(_ configuration: Configuration, operands: [String]) throws {
        self.configuration = configuration
    }

    func run(on loops: EventLoopGroup) async throws {
        let path = "\(try configuration.read(Settings.dataDirectory))/credentials"
        let credentials = try Credentials(contentsOf: path)
        let given = try configuration.readIfSet(Settings.adminPassword).map { Secret($0) }
        guard let password = given ?? credentials["admin_password"] else {
            throw DemoFailure("an admin has to pack and ship: set ADMIN_PASSWORD, or DATA_DIR to the shop's folder")
        }
        let name = try credentials["admin_username"]?.reveal() ?? configuration.read(Settings.adminUsername)
        let http = HTTPClient(loops: loops)
        let url = try Shop.publicURL(configuration)
        Console.line("A visit to \(url)\n")
        let walk = DemoWalk(
            client: DemoClient(baseURL: url, http: http), random: .system, staffName: name, staffPassword: password)
        do {
            try await walk.run()
        } catch {
            await http.shutdown()
            throw error
        }
        await http.shutdown()
    }
}
