import FoundationEssentials
import Security

@testable import Values

/// The values that stand in paths, bodies and rows. Each text that is accepted has the one form that is written.
enum ValuesFuzz: FuzzTarget {
    static let name = "values"

    private static let values: [@Sendable (String) -> Void] = [
        checkUUID, checkTimestamp, checkMoney, checkEmailAddress, checkIdentifier, checkCurrency, checkBase64URL,
        checkHexadecimal, checkOpaqueToken,
    ]

    static func run(_ input: FuzzInput) {
        let (choice, rest) = input.choosing(among: values.count)
        values[choice](rest.text)
        let bytes = Array(rest.bytes.prefix(4_096))
        expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes, "bytes are others in base 64")
        expect(Hexadecimal.decode(Hexadecimal.encode(bytes)) == bytes, "bytes are others in hexadecimal")
        if bytes.count == 8 { checkMoment(bytes) }
    }

    @Sendable private static func checkUUID(_ text: String) {
        let groups = text.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
        let looksGood =
            groups.map(\.count) == [8, 4, 4, 4, 12]
            && groups.joined().allSatisfy { Unicode.Scalar($0).properties.isASCIIHexDigit }
        let uuid = UUID(identifierText: text)
        expect((uuid != nil) == looksGood, "RFC 9562 sees another thing in \(text.debugDescription)")
        if let uuid { expect(uuid.lowercaseText == text.lowercased(), "a UUID is another when it is written") }
    }

    @Sendable private static func checkTimestamp(_ text: String) {
        guard let moment = Timestamp(rfc3339: text) else { return }
        let written = moment.rfc3339
        expect(written.utf8.count == 27, "\(written) is not of the usual length")
        expect(Timestamp(rfc3339: written) == moment, "\(written) is another moment")
        expect(text.utf8.allSatisfy { $0 >= 0x2B && $0 < 0x7B }, "a moment of other characters")
    }

    private static func checkMoment(_ bytes: [UInt8]) {
        let number = bytes.reduce(Int64(0)) { $0 << 8 | Int64($1) }
        let moment = Timestamp(microseconds: number % 200_000_000_000_000_000)
        let written = moment.rfc3339
        if let again = Timestamp(rfc3339: written) { expect(again == moment, "\(written) is another moment") }
    }

    @Sendable private static func checkMoney(_ text: String) {
        guard let amount = Money(decimal: text) else { return }
        expect(Money(decimal: amount.description) == amount, "\(amount) is another amount")
        expect(amount >= .zero && amount <= .maximum, "\(amount) is out of bounds")
        let parts = text.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
        expect((1...10).contains(parts[0].count), "the contract knows no such amount: \(text)")
        expect(parts.count == 1 || parts.count == 2 && (1...2).contains(parts[1].count), "\(text) is no amount")
        expect(parts.joined().allSatisfy { (0x30...0x39).contains($0) }, "\(text) is no amount")
    }

    @Sendable private static func checkEmailAddress(_ text: String) {
        guard let address = EmailAddress(text) else { return }
        expect(text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "an address of other characters")
        expect(address.address.lowercased() == text.lowercased(), "an address became another")
        expect(EmailAddress(address.address) == address, "an address is another when it is read again")
        let parts = text.utf8.split(separator: 0x40, omittingEmptySubsequences: false)
        expect(parts.count == 2 && (1...64).contains(parts[0].count), "an address with several signs")
        expect(!address.address.utf8.contains { ",;:<>\"()[]\\".utf8.contains($0) }, "an address that begins another")
    }

    private enum Thing {}

    @Sendable private static func checkIdentifier(_ text: String) {
        guard let id = Identifier<Thing, Int>(text) else { return }
        expect(id.rawValue >= 1 && id.description == text, "\(text) names \(id)")
    }

    @Sendable private static func checkCurrency(_ text: String) {
        guard let currency = Currency(text) else { return }
        expect(text.utf8.count == 3 && text.utf8.allSatisfy { $0 < 0x80 }, "\(text) is no code")
        expect(Currency(currency.code) == currency, "a currency is another when it is read again")
    }

    @Sendable private static func checkBase64URL(_ text: String) {
        guard let bytes = Base64URL.decode(text) else { return }
        expect(Base64URL.encode(bytes) == text, "two texts for the same bytes")
        var padded = text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : String($0) }.joined()
        while padded.utf8.count % 4 != 0 { padded += "=" }
        expect(Data(base64Encoded: padded).map(Array.init) == bytes, "Foundation reads other bytes")
    }

    @Sendable private static func checkHexadecimal(_ text: String) {
        guard let bytes = Hexadecimal.decode(text) else { return }
        expect(Hexadecimal.encode(bytes) == text.lowercased(), "other digits for the same bytes")
    }

    @Sendable private static func checkOpaqueToken(_ text: String) {
        guard let token = OpaqueToken(text) else { return }
        expect(token.reveal() == text && token.hash.count == 32, "a token is another when it is shown")
        expect("\(token)" == "<redacted>", "a token shows itself")
    }
}
