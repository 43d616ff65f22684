/// The currency of a shop, by its ISO 4217 code.
///
/// Only those with two decimals: ``Money`` counts hundredths, and an amount in yen would be off by a hundred.
public struct Currency: Hashable, Sendable, LosslessStringConvertible {
    public let code: String

    public init?(_ code: String) {
        let upper = code.uppercased()
        guard code.utf8.allSatisfy({ $0 < 0x80 }), Self.withTwoDecimals.contains(upper) else { return nil }
        self.code = upper
    }

    private init(known code: String) {
        self.code = code
    }

    public static let usd = Currency(known: "USD")

    public var description: String { code }

    private static let withTwoDecimals = Set(
        """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY \
        COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS \
        INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR \
        MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD \
        SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW ZWG
        """.split(separator: " ").map(String.init))
}

extension Currency: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let currency = Currency(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "must be the code of a currency with two decimals")
        }
        self = currency
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}
