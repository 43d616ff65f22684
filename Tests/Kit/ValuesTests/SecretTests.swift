import Testing
import Values

@Suite struct SecretTests {
    @Test("a secret never prints")
    func redacts() {
        let secret = Secret("hunter2")
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), String(describing: [secret]), dumped] {
            #expect(!text.contains("hunter2"))
        }
        #expect(secret.reveal() == "hunter2")
    }

    @Test("an e-mail address never prints, and its domain is in lower case")
    func email() throws {
        let email = try #require(EmailAddress("Ann.B+shop@Example.COM"))
        #expect(email.address == "Ann.B+shop@example.com")
        #expect(email.lookupKey == "ann.b+shop@example.com")
        #expect("\(email) \(String(reflecting: email))" == "<redacted> <redacted>")
    }

    @Test(
        "what is no address is refused",
        arguments: [
            "", "ann", "@example.com", "ann@", "ann@example", "a b@example.com", "ann@exa mple.com", "ann@@example.com",
            ".ann@example.com", "a..n@example.com", "ann@-example.com", "ann@example..com", "ann@127.0.0.1",
            "ann\r\n@example.com", String(repeating: "a", count: 65) + "@example.com",
            "ann@\u{212A}ino.example",
        ])
    func refuses(text: String) {
        #expect(EmailAddress(text) == nil)
    }
}
