import FoundationEssentials
import Testing

/// Chromium without a window. `scripts/setup --tests` installs it where it is missing.
enum Browser {
    private static let program: String? = {
        let folders = ProcessInfo.processInfo.environment["PATH", default: ""].split(separator: ":")
        return ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]
            .flatMap { name in folders.map { "\($0)/\(name)" } }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    /// What a page has become once its scripts have run.
    static func page(_ url: String, as name: String, for place: ShopPlace) async throws -> String {
        let program = try #require(Self.program, "there is no chromium; scripts/setup --tests installs it")
        let profile = "\(place.folder)/browser.\(name)"
        let output = "\(place.folder)/\(name).html"
        let browser = try ChildProcess(
            program,
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--virtual-time-budget=8000", "--user-data-dir=\(profile)", "--dump-dom", url,
            ],
            environment: ["PATH": "/usr/bin:/bin", "HOME": place.folder], in: place.folder, output: output)
        let ending = try await browser.end(within: .seconds(90))
        #expect(ending == .exited(0))
        return browser.output
    }
}
