import Observability
import Testing
import Values

struct LoggerTests {
    let captured = CapturingLogHandler()

    @Test("A switched-off level neither builds its metadata nor reaches a handler")
    func disabledLevel() {
        let logger = Logger(label: "test", level: .info, handlers: [captured])
        var built = 0
        func expensive() -> LogValue {
            built += 1
            return "value"
        }
        logger.debug("not wanted", metadata: ["key": expensive()])
        #expect(built == 0)
        #expect(captured.entries.isEmpty)
        logger.info("wanted", metadata: ["key": expensive()])
        #expect(built == 1)
        #expect(captured.entries.count == 1)
    }

    @Test("A line carries the logger's metadata, its own wins")
    func metadata() {
        var logger = Logger(label: "orders", handlers: [captured])
        logger[metadataKey: "request_id"] = "r-1"
        logger[metadataKey: "order.id"] = "1"
        logger.labelled("orders.saga").warning("retried", metadata: ["order.id": "2", "attempt": 3])
        let entry = captured.entries[0]
        #expect(entry.label == "orders.saga")
        #expect(entry.metadata == ["request_id": "r-1", "order.id": "2", "attempt": 3])
    }

    @Test("The trace comes from the logger, or else from the task")
    func trace() {
        let first = TraceContext.generate()
        let second = TraceContext.generate()
        var logger = Logger(label: "test", handlers: [captured])
        TraceContext.$current.withValue(first) {
            logger.info("from the task")
            logger.traceContext = second
            logger.info("from the logger")
        }
        #expect(captured.entries.map(\.traceContext) == [first, second])
        #expect(captured.text.contains(#""trace_id":"\#(first.traceIDText)","span_id":"\#(first.spanIDText)""#))
    }

    @Test("An error is written with its type and in full")
    func error() {
        struct Broken: Error { let reason = "disk" }
        Logger(label: "test", handlers: [captured]).error("failed", error: Broken())
        let metadata = captured.entries[0].metadata
        #expect(metadata["error.type"]?.description.hasSuffix("Broken") == true)
        #expect(metadata["error.message"]?.description.contains("disk") == true)
    }

    @Test("Secrets and mail addresses do not reach the log")
    func secrets() throws {
        let password = Secret("correct horse")
        let logger = Logger(label: "test", handlers: [captured])
        logger.info("login", metadata: ["password": "\(password)", "again": LogValue(describing: [password])])
        let address = try #require(EmailAddress("ada@example.org"))
        logger.info("mail", metadata: ["to": "\(address)"])
        #expect(!captured.text.contains("horse"))
        #expect(!captured.text.contains("ada"))
    }

    @Test(
        "Levels are read in any case",
        arguments: [
            ("DEBUG", Logger.Level.debug), ("info", .info), ("Warn", .warning), ("warning", .warning),
            ("ERROR", .error), ("trace", .trace), ("Notice", .notice), ("critical", .critical),
        ])
    func levels(text: String, level: Logger.Level) {
        #expect(Logger.Level(text) == level)
    }

    @Test("What is no level is refused", arguments: ["", "de", "verbose", "infos", "1"])
    func noLevels(text: String) {
        #expect(Logger.Level(text) == nil)
    }
}
