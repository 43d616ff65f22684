import FoundationEssentials
import Testing
import Values

@testable import Observability

struct LogLineTests {
    private func line(_ metadata: Logger.Metadata, label: String = "catalog") -> String {
        let entry = LogEntry(
            timestamp: Timestamp(microseconds: 1_795_186_800_123_456), level: .info, label: label,
            message: "product added", metadata: metadata)
        return String(decoding: LogLine.json(entry, serviceName: "souk"), as: UTF8.self)
    }

    @Test("A line has its fixed keys first and the metadata in order")
    func form() {
        #expect(
            line(["product.id": 7, "name": "Lamp", "price": 1.5, "new": true, "tags": ["a", 1], "request_id": "r"])
                == #"{"ts":"2026-11-20T15:00:00.123456Z","level":"info","logger":"catalog","msg":"product added","#
                + #""service.name":"souk","request_id":"r","name":"Lamp","new":true,"price":1.5,"product.id":7,"#
                + #""tags":["a",1]}"# + "\n")
    }

    @Test("Metadata cannot pass itself off as a fixed key")
    func reservedKeys() {
        let text = line(["level": "critical", "service.name": "catalog"])
        #expect(text.contains(#""metadata.level":"critical""#))
        #expect(text.contains(#""service.name":"catalog""#))
    }

    @Test(
        "No value ends the line or commands the terminal",
        arguments: [
            ("a\nb", #"a\nb"#), ("a\r\nb", #"a\r\nb"#), ("\u{1B}[2J", #"\u001b[2J"#), ("\0", #"\u0000"#),
            (#"say "x\""#, #"say \"x\\\""#), ("\u{2028}\u{85}", #"\u2028\u0085"#), ("\u{202E}", #"\u202e"#),
            ("Žluť 🐎", "Žluť 🐎"),
        ])
    func escaping(value: String, written: String) throws {
        let text = line(["key \(value)": "\(value)"], label: value)
        #expect(text.contains(#""logger":"\#(written)""#))
        #expect(text.contains(#""key \#(written)":"\#(written)""#))
        #expect(text.unicodeScalars.filter { $0.value < 32 || $0.value == 0x2028 } == ["\n"])
        let fields = try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        #expect(fields["logger"] == value)
    }

    @Test("The form for people is one line as well")
    func human() {
        let entry = LogEntry(
            timestamp: Timestamp(microseconds: 1_795_186_800_123_456), level: .error, label: "mail",
            message: "not sent", metadata: ["reason": "no\nroute", "attempt": 2])
        #expect(
            String(decoding: LogLine.human(entry, colour: false), as: UTF8.self)
                == "15:00:00.123 ERROR    mail: not sent  attempt=2  reason=no\\nroute\n")
    }
}
