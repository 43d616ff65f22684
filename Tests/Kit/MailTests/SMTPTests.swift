import EventLoops
import FoundationEssentials
import HTTPClient
import TestSupport
import Testing
import Values

@testable import Mail

@Suite("Handing mails to a mail server", .serialized)
struct SMTPTests {
    private func mail(
        to recipient: String = "ann@example.com", from: String = "Souk <shop@example.com>", text: String = "Hello\n"
    ) throws -> MailMessage {
        MailMessage(
            from: try #require(Mailbox(from)), to: try #require(EmailAddress(recipient)), subject: "Your order № 7",
            text: Secret(text), messageID: "<0198-7@shop.example>", date: WallClock.system.now())
    }

    private func mailer(
        _ catcher: MailCatcher, scheme: String = "smtp", login: String = "", options: String = "",
        deadline: Duration = .seconds(20)
    ) throws -> SMTPMailer {
        SMTPMailer(
            try SMTPServer("\(scheme)://\(login)127.0.0.1:\(catcher.smtpPort)\(options)"), deadline: deadline)
    }

    @Test("A mail arrives as it was written")
    func arrives() async throws {
        try await withEventLoops(1) { loops in
            try await MailCatcher.with(loops: loops) { catcher in
                let text = "Grüße,\n.\n..two dots\n注文 = \(String(repeating: "long ", count: 40))end \n\nBye\n"
                try await mailer(catcher).send(mail(text: text))
                let mails = try await catcher.mails()
                try #require(mails.count == 1)
                #expect(mails[0].sender == "shop@example.com")
                #expect(mails[0].recipients == ["ann@example.com"])
                #expect(mails[0].subject == "Your order № 7")
                #expect(mails[0].text?.replacing("\r\n", with: "\n") == text)
                #expect(mails[0].fields["Message-ID"] == "<0198-7@shop.example>")
                #expect(mails[0].fields["From"] == "Souk <shop@example.com>")
                #expect(mails[0].fields["To"] == "ann@example.com")
            }
        }
    }

    @Test("Who only looks gets as far as a mail would, and hands none in")
    func probe() async throws {
        try await withEventLoops(1) { loops in
            try await MailCatcher.with(loops: loops) { catcher in
                let server = try SMTPServer("smtp://127.0.0.1:\(catcher.smtpPort)")
                try await SMTPClient(server).probe(deadline: .seconds(10))
                let mails = try await catcher.mails()
                #expect(mails.isEmpty)
            }
            let nobody = SMTPClient(try SMTPServer("smtp://127.0.0.1:1"))
            let error = await #expect(throws: SMTPError.self) { try await nobody.probe(deadline: .seconds(10)) }
            if case .unreachable? = error {} else { Issue.record("\(error as Any)") }
        }
    }

    @Test("Many go side by side, each once")
    func many() async throws {
        try await withEventLoops(1) { loops in
            try await MailCatcher.with(loops: loops) { catcher in
                let mailer = try mailer(catcher)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<40 {
                        let mail = try mail(to: "ann\(number)@example.com")
                        group.addTask { try await mailer.send(mail) }
                    }
                    try await group.waitForAll()
                }
                let recipients = try await catcher.mails().flatMap(\.recipients)
                #expect(Set(recipients).count == 40 && recipients.count == 40)
            }
        }
    }

    @Test("What the server refuses for good, what it puts off, and what is not the mail's fault are told apart")
    func refusals() async throws {
        try await withEventLoops(1) { loops in
            let arguments = [
                "--refuse", "*@refused.example", "--defer", "*@later.example", "--refuse-sender", "*@evil.example",
                "--largest-mail", "20000",
            ]
            try await MailCatcher.with(arguments, loops: loops) { catcher in
                let mailer = try mailer(catcher)
                await #expect(throws: SMTPError.refused(code: 550)) {
                    try await mailer.send(mail(to: "ann@refused.example"))
                }
                await #expect(throws: SMTPError.deferred(code: 451)) {
                    try await mailer.send(mail(to: "ann@later.example"))
                }
                await #expect(throws: SMTPError.unwelcome(code: 553)) {
                    try await mailer.send(mail(from: "shop@evil.example"))
                }
                #expect(SMTPError.refused(code: 550).isPermanent)
                #expect(!SMTPError.deferred(code: 451).isPermanent && !SMTPError.unwelcome(code: 553).isPermanent)
                // One that failed must not spoil the connection for the next.
                try await mailer.send(mail())
                #expect(try await catcher.mails().count == 1)
            }
        }
    }

    @Test("A server that is away or says nothing costs no more than the deadline")
    func away() async throws {
        try await withEventLoops(1) { loops in
            try await MailCatcher.with(loops: loops) { catcher in
                let mailer = try mailer(catcher, deadline: .milliseconds(300))
                catcher.process.freeze()
                await #expect(throws: SMTPError.deadlineExceeded) { try await mailer.send(mail()) }
                catcher.process.thaw()
                catcher.process.end()
                let error = await #expect(throws: SMTPError.self) { try await mailer.send(mail()) }
                guard case .unreachable = error else { throw error ?? SMTPError.closed }
            }
        }
    }

    @Test("A task that is cancelled does not wait for the server")
    func cancelled() async throws {
        try await withEventLoops(1) { loops in
            try await MailCatcher.with(loops: loops) { catcher in
                let (mailer, mail) = (try mailer(catcher), try mail())
                catcher.process.freeze()
                let task = Task(executorPreference: loops.loops[0]) { try await mailer.send(mail) }
                task.cancel()
                await #expect(throws: SMTPError.cancelled) { try await task.value }
                catcher.process.thaw()
            }
        }
    }

    @Test("A login goes through STARTTLS; a wrong one is the shop's fault, and a stranger's certificate ends it")
    func startTLS() async throws {
        try await withEventLoops(1) { loops in
            try await withCertificate { certificate, key in
                let arguments = ["--starttls", certificate, key, "--login", "shop:s3cr/t"]
                try await MailCatcher.with(arguments, loops: loops) { catcher in
                    let trusting = "?cacertfile=\(certificate)"
                    try await mailer(catcher, login: "shop:s3cr%2Ft@", options: trusting).send(mail())
                    #expect(try await catcher.mails().count == 1)

                    let wrong = try mailer(catcher, login: "shop:wr0ng@", options: trusting)
                    let refusal = await #expect(throws: SMTPError.self) { try await wrong.send(mail()) }
                    #expect(refusal == .unwelcome(code: 535))
                    #expect(refusal.map { "\($0)".contains("wr0ng") } == false)
                    let look = SMTPClient(
                        try SMTPServer("smtp://shop:wr0ng@127.0.0.1:\(catcher.smtpPort)\(trusting)"))
                    await #expect(throws: SMTPError.unwelcome(code: 535)) {
                        try await look.probe(deadline: .seconds(10))
                    }

                    let distrusting = try mailer(catcher, login: "shop:s3cr%2Ft@")
                    let error = await #expect(throws: SMTPError.self) { try await distrusting.send(mail()) }
                    guard case .insecure = error else { throw error ?? SMTPError.closed }
                    #expect(try await catcher.mails().count == 1)
                }
            }
        }
    }

    @Test("smtps speaks TLS from the first byte")
    func implicitTLS() async throws {
        try await withEventLoops(1) { loops in
            try await withCertificate { certificate, key in
                try await MailCatcher.with(["--tls", certificate, key], loops: loops) { catcher in
                    try await mailer(catcher, scheme: "smtps", options: "?cacertfile=\(certificate)").send(mail())
                    #expect(try await catcher.mails().count == 1)
                }
            }
        }
    }

    @Test("The catcher's page shows a mail as text, whatever is in it")
    func page() async throws {
        try await withEventLoops(1) { loops in
            try await MailCatcher.with(["--most-mails", "2"], loops: loops) { catcher in
                let mailer = try mailer(catcher)
                for _ in 0..<3 {
                    var mail = try mail(text: "<script>alert(1)</script>\n")
                    mail.subject = "<b>7</b>"
                    try await mailer.send(mail)
                }
                #expect(try await catcher.mails().count == 2)
                for path in ["", "mails/3"] {
                    let page = try await catcher.get(path)
                    #expect(page.contains("&lt;b&gt;7&lt;/b&gt;"))
                    #expect(!page.contains("<script") && !page.contains("<b>7"))
                }
            }
        }
    }

    private func withCertificate(_ body: (_ certificate: String, _ key: String) async throws -> Void) async throws {
        let folder = try MailCatcher.makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (certificate, key) = ("\(folder)/certificate.pem", "\(folder)/key.pem")
        let openssl = try ServerProcess(
            "/usr/bin/env",
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
                "2",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate,
            ], output: "\(folder)/output")
        #expect(try await eventually { !openssl.isAlive })
        try await body(certificate, key)
    }
}
