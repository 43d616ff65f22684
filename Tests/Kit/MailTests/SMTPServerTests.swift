import Testing
import Values

@testable import HTTPClient

@Suite("The address of a mail server")
struct SMTPServerTests {
    @Test("It has the port for programs, and prints itself without login")
    func reads() throws {
        let server = try SMTPServer("smtp://sh%40p:p%3Aw@mail.example")
        #expect("\(server)" == "smtp://mail.example:587")
        #expect(server.url == "smtp://mail.example:587")
        #expect(server.user?.reveal() == "sh@p" && server.password?.reveal() == "p:w")
        #expect(try SMTPServer("smtps://mail.example/shop.example").url == "smtps://mail.example:465/shop.example")
        #expect(try SMTPServer("smtp://[::1]:1025").url == "smtp://[::1]:1025")
    }

    @Test("A password is sent without TLS on this machine only")
    func needsTLS() throws {
        #expect(try SMTPServer("smtp://shop:pw@mail.example").needsTLS)
        #expect(try !SMTPServer("smtp://shop:pw@127.0.0.1").needsTLS)
        #expect(try !SMTPServer("smtp://mail.example").needsTLS)
    }

    @Test(
        "What is none is refused, and not quoted",
        arguments: [
            "", "mail.example", "http://s3cret@mail.example", "smtp://", "smtp://s3cret@mail.example",
            "smtp://:s3cret@mail.example", "smtp://u:s3cret%0d@mail.example", "smtp://u:s3cret%@mail.example",
            "smtp://mail.example:0", "smtp://mail.example:99999", "smtp://mail example",
            "smtp://mail.example/a/b?s3cret=1",
            "smtp://ma%69l.example", "smtp://u:s3cret@mail.example/a b", "smtp://u:s3cret@ma\nil",
        ])
    func malformed(text: String) {
        let error = #expect(throws: ServerURL.Malformed.self) { try SMTPServer(text) }
        #expect(error?.description.contains("s3cret") == false)
    }
}
