import FoundationEssentials
import Testing
import Values

@testable import Mail

@Suite("A mail as it travels")
struct MailMessageTests {
    private func message(subject: String = "Hello", text: String = "Hi\n", from: String = "Souk <shop@example.com>")
        throws -> MailMessage
    {
        MailMessage(
            from: try #require(Mailbox(from)), to: .placeholder, subject: subject, text: Secret(text),
            messageID: "<0198@shop.example>", date: try #require(Timestamp("2026-11-20T09:05:03Z")))
    }

    private func text(_ message: MailMessage) throws -> String {
        String(decoding: try message.encoded(), as: UTF8.self)
    }

    @Test("A plain one reads as it was written")
    func plain() throws {
        #expect(
            try text(message()) == """
                Date: Fri, 20 Nov 2026 09:05:03 +0000\r
                From: "Souk" <shop@example.com>\r
                To: nobody@example.com\r
                Subject: Hello\r
                Message-ID: <0198@shop.example>\r
                MIME-Version: 1.0\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Transfer-Encoding: quoted-printable\r
                Auto-Submitted: auto-generated\r
                \r
                Hi\r

                """)
    }

    @Test(
        "Neither subject nor name can add a field",
        arguments: ["\r\n", "\n", "\r", "\0", "\u{0B}", "\u{85}", "\u{2028}", "\n\n"])
    func injection(lineEnd: String) throws {
        let evil = "Hello\(lineEnd)Bcc: victim@example.com\(lineEnd)\(lineEnd)Body"
        var message = try message(subject: evil)
        message.from = Mailbox(name: evil, address: .placeholder)
        let text = try text(message)
        let head = text.split(separator: "\r\n\r\n", maxSplits: 1)[0]
        let names = head.split(separator: "\r\n").filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
        #expect(
            names == [
                "Date", "From", "To", "Subject", "Message-ID", "MIME-Version", "Content-Type",
                "Content-Transfer-Encoding", "Auto-Submitted",
            ])
        #expect(!text.replacing("\r\n", with: "").utf8.contains { $0 < 0x20 })
    }

    @Test("A long subject of many scripts stands in words that are short and whole")
    func subject() throws {
        let subject = String(repeating: "Größe 👨‍👩‍👧 注文 ", count: 12)
        let lines = try text(message(subject: subject)).split(separator: "\r\n\r\n", maxSplits: 1)[0]
            .split(separator: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 78 })
        let words = lines.flatMap { $0.split(separator: " ") }.filter { $0.hasPrefix("=?UTF-8?B?") }
        #expect(words.allSatisfy { $0.utf8.count <= 75 })
        let decoded = try words.map { word in
            try #require(
                Data(base64Encoded: String(word.dropFirst(10).dropLast(2))).flatMap {
                    String(validating: $0, as: UTF8.self)
                })
        }
        #expect(decoded.joined() == subject)
    }

    @Test("What looks like an encoded word is not taken for one, and spaces are kept")
    func lookalikes() throws {
        #expect(HeaderText.words("=?UTF-8?B?SGk=?=").first?.hasPrefix("=?UTF-8?B?PT9V") == true)
        #expect(HeaderText.words("two  spaces") == ["=?UTF-8?B?dHdvICBzcGFjZXM=?="])
        #expect(HeaderText.words("") == [""])
        #expect(HeaderText.phrase("A \"quoted\" shop") == ["=?UTF-8?B?QSAicXVvdGVkIiBzaG9w?="])
    }

    @Test(
        "Quoted-printable keeps every text, in short lines of ASCII",
        arguments: [
            "", "\n", "a=b", "trailing blank \nnext\t\n", "ends with blank ", ".\n..\n", "Grüße, 注文 👋\r\n\r\nend",
            String(repeating: "x", count: 76), String(repeating: "x", count: 77), String(repeating: "ü", count: 60),
            String(repeating: "x", count: 74) + "= \n", "lone\rreturn",
        ])
    func quotedPrintable(text: String) throws {
        let encoded = String(decoding: QuotedPrintable.encode(text), as: UTF8.self)
        let lines = encoded.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.utf8.count <= 76 && !$0.hasSuffix(" ") && !$0.hasSuffix("\t") })
        #expect(encoded.hasSuffix("\r\n"))
        var wanted = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        if !wanted.hasSuffix("\n") { wanted += "\n" }
        #expect(decode(encoded) == wanted)
    }

    private func decode(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "=") {
                let digits = rest.prefix(2)
                rest = rest.dropFirst(2)
                if digits.elementsEqual([0x0D, 0x0A]) { continue }
                bytes.append(UInt8(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0)
            } else if byte != 0x0D {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        "A message id that is none is refused",
        arguments: ["", "a@b", "<a>", "<a@b", "<a@b>\r\nX: y", "<a b@c>", "<@>"])
    func messageID(text: String) throws {
        var message = try message()
        message.messageID = text
        #expect(throws: MailMessage.MalformedMessageID.self) { try message.encoded() }
    }

    @Test("The text of a mail does not print itself")
    func silence() throws {
        var dumped = ""
        dump(try message(text: "s3cret"), to: &dumped)
        #expect(!dumped.contains("s3cret") && !dumped.contains("nobody@example.com"))
    }

    @Test("A sender is an address, or a name with one")
    func mailboxes() throws {
        #expect(Mailbox("shop@example.com") == Mailbox(address: try #require(EmailAddress("shop@example.com"))))
        #expect(Mailbox("\"The Shop, Ltd.\" <shop@example.com>")?.name == "The Shop, Ltd.")
        #expect(Mailbox("Größe <shop@example.com>")?.name == "Größe")
        for text in [
            "", "Souk", "<shop@example.com>", "a\nb <shop@example.com>", "Souk <shop>", "a\"b <shop@example.com>",
        ] {
            #expect(Mailbox(text) == nil, "\(text)")
        }
    }
}
