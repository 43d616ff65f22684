import Testing

@testable import ServiceKit

@Suite("The .env file")
struct EnvironmentFileTests {
    @Test("Comments, quotes, exports and blank lines are understood")
    func syntax() throws {
        let entries = try EnvironmentFile.parse(
            """
            # the shop
            CURRENCY=EUR

            export LOG_DIR = "/var/log/my shop"   # a folder
            ADMIN_PASSWORD='a#b $HOME'
            MAIL_FROM=shop@example.com # comment
            EMPTY=
            """)
        #expect(entries.map(\.name) == ["CURRENCY", "LOG_DIR", "ADMIN_PASSWORD", "MAIL_FROM", "EMPTY"])
        #expect(entries.map(\.value) == ["EUR", "/var/log/my shop", "a#b $HOME", "shop@example.com", ""])
    }

    @Test("Lines may end as on Windows")
    func windows() throws {
        let entries = try EnvironmentFile.parse("CURRENCY=EUR\r\n\r\nDEBUG=\"true\"\r\n")
        #expect(entries.map(\.name) == ["CURRENCY", "DEBUG"])
        #expect(entries.map(\.value) == ["EUR", "true"])
    }

    @Test("A line that is no assignment is named by its number", arguments: ["A=1\nwhat", "A=1\n2B=3", "A=1\nB=\"x"])
    func malformed(text: String) {
        let error = #expect(throws: ConfigurationError.self) { try EnvironmentFile.parse(text) }
        #expect(error?.faults.first?.name == ".env line 2")
    }
}
