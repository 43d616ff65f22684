import EventLoops
import ServiceKit
import Values

struct CreateSuperuserCommand: Command {
    static let name = "create-superuser"
    static let summary = "make an admin of ADMIN_USERNAME, ADMIN_EMAIL and ADMIN_PASSWORD"

    private let configuration: Configuration

    init(_ configuration: Configuration, operands: [String]) throws {
        self.configuration = configuration
    }

    func run(on loops: EventLoopGroup) async throws {
        let username = try configuration.read(Settings.adminUsername)
        guard let password = try configuration.readIfSet(Settings.adminPassword) else {
            throw ConfigurationError(Settings.adminPassword.name, "is missing: give the new admin a password")
        }
        try await OpenedShop.use(configuration) { opened in
            let isNew = try await opened.createSuperuser(username: username, password: Secret(password))
            Console.line(isNew ? "\(username) is an admin now" : "\(username) is an admin already")
        }
    }
}
