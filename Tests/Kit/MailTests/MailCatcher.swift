import EventLoops
import FoundationEssentials
import HTTP
import HTTPClient
import JSON
import TestSupport
import Values

/// The project's mail catcher, as a process of its own.
final class MailCatcher: Sendable {
    struct CannotStart: Error, CustomStringConvertible {
        let description: String
    }

    /// A mail that was caught.
    struct Caught {
        let sender: String?
        let recipients: [String]
        let subject: String?
        let text: String?
        let fields: [String: String]
    }

    let process: ServerProcess
    let smtpPort: Int
    private let page: String
    private let http: HTTPClient
    private let folder: String

    static func with(
        _ arguments: [String] = [], loops: EventLoopGroup, _ body: (MailCatcher) async throws -> Void
    ) async throws {
        let catcher = try await MailCatcher(arguments, loops: loops)
        let result: Result<Void, any Error>
        do { result = .success(try await body(catcher)) } catch { result = .failure(error) }
        catcher.process.end()
        await catcher.http.shutdown()
        try? FileManager.default.removeItem(atPath: catcher.folder)
        try result.get()
    }

    private init(_ arguments: [String], loops: EventLoopGroup) async throws {
        let folder = try Self.makeFolder()
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let output = "\(folder)/output"
        let process = try ServerProcess(
            "/usr/bin/env",
            [
                "python3", root.appendingPathComponent("scripts/mailcatcher").path, "--smtp-port", "0", "--http-port",
                "0",
            ]
                + arguments, output: output)
        // `mailcatcher: smtp://127.0.0.1:1025 http://127.0.0.1:8025/`
        var words: [Substring] = []
        _ = try await eventually {
            let said = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
            words = said.hasSuffix("\n") ? said.dropLast().split(separator: " ") : []
            return !words.isEmpty || !process.isAlive
        }
        guard words.count == 3, words[0] == "mailcatcher:",
            let port = words[1].split(separator: ":").last.flatMap({ Int($0) })
        else {
            throw CannotStart(description: (try? String(contentsOfFile: output, encoding: .utf8)) ?? "it says nothing")
        }
        (self.process, self.folder, smtpPort, page) = (process, folder, port, String(words[2]))
        http = HTTPClient(loops: loops)
    }

    static func makeFolder() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("souk-mail-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.path
    }

    func get(_ path: String) async throws -> String {
        let response = try await http.execute(HTTPClientRequest(.get, page + path), deadline: .seconds(10))
        return try await response.text
    }

    /// All that was caught, newest first.
    func mails() async throws -> [Caught] {
        var mails: [Caught] = []
        for entry in try JSONValue.parse(try await get("mails.json")).arrayValue ?? [] {
            let mail = try JSONValue.parse(try await get("mails/\(entry["id"]?.intValue ?? 0).json"))
            let fields = (mail["fields"]?.arrayValue ?? []).compactMap { field -> (String, String)? in
                guard let name = field["name"]?.stringValue, let value = field["value"]?.stringValue else { return nil }
                return (name, value)
            }
            mails.append(
                Caught(
                    sender: mail["sender"]?.stringValue,
                    recipients: mail["recipients"]?.arrayValue?.compactMap(\.stringValue) ?? [],
                    subject: mail["subject"]?.stringValue, text: mail["text"]?.stringValue,
                    fields: Dictionary(fields, uniquingKeysWith: { "\($0), \($1)" })))
        }
        return mails
    }
}
