import Glibc
import Observability
import Testing

struct StandardOutputLogHandlerTests {
    @Test("Without a terminal a line is JSON and is out at once")
    func pipe() {
        var ends: [Int32] = [0, 0]
        #expect(Glibc.pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        Logger(label: "test", handlers: [StandardOutputLogHandler(serviceName: "carts", descriptor: ends[1])])
            .notice("started")
        var buffer = [UInt8](repeating: 0, count: 512)
        let count = read(ends[0], &buffer, buffer.count)
        let text = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        #expect(text.hasPrefix(#"{"ts":""#))
        #expect(text.hasSuffix(#""msg":"started","service.name":"carts"}"# + "\n"))
    }
}
