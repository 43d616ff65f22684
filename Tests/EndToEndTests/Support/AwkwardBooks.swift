import CSV
import Values

/// A file of books whose titles hold what breaks files: quotes, commas, line breaks, every kind of script, characters of
/// four bytes, signs that spreadsheets calculate, letters that run from right to left. It is the same file each time.
enum AwkwardBooks {
    /// The file in the form in which `souk export` writes it.
    static func file(count: Int) -> [UInt8] {
        var random = SplitMix64(seed: 20_260_801)
        var books = (1...count).map { number in book(number, &random) }
        books.sort { $0[0].utf8.lexicographicallyPrecedes($1[0].utf8) }
        var writer = CSVWriter()
        writer.write([
            "sku", "name", "description", "price", "currency", "category", "stock_quantity", "is_active", "barcode",
        ])
        for book in books { writer.write(book.map(FormulaGuard.guarded)) }
        return writer.take()
    }

    private static let prefixes = ["", "", "", "=", "+", "-", "@", "'", "'=", "é", "e\u{301}", "書", "𝔅", " ", "ש"]

    private static let words = [
        "Saffron", "the \"Quiet\" Sea", "Salt, Oil, and Ash", "L'été à Évian", "cafe\u{301}", "café", "Straße",
        "Ιλιάς", "Война и мир", "Հայոց պատմություն", "שיר השירים", "ألف ليلة وليلة", "शाकुन्तलम्", "திருக்குறள்",
        "ประวัติ", "ཐུབ་བསྟན", "ქართული", "አማርኛ", "源氏物語", "紅樓夢", "훈민정음", "Ōoku", "𝔉𝔯𝔞𝔨𝔱𝔲𝔯", "𐎀𐎁𐎂", "𓀀𓀁",
        "📚🧭", "👩🏽‍🚀", "🇨🇭", "a\u{200D}b", "\u{202E}backwards\u{202C}", "\u{FEFF}marked", "n\u{303}\u{323}",
        "tab\there", "two\nlines", "three\r\nlines", "old\rmac", "semi;colon", "back\\slash", "=HYPERLINK(\"x\")", "+1",
        "-5 °C", "@home", "'tis", "''", "＝full", "100 %", "<b>&amp;</b>", "Robert'); drop table books;--", "\u{85}",
        "\u{2028}", "x ", " y", "NULL", "0", "1e5",
    ]

    /// As the file names them, from the top down.
    private static let categories = [
        "Books", "Books > Fiction", "Books > Fiction > Crime", "Books > 日本", "Books > A \\> B", "Books > C:\\\\temp",
        "=Sums", "'Quoted'", "Café", "Poetry, Prose; \"Plays\"", "Books > ends with a blank ", "שירה > מודרנית",
        "🧭 > 📚",
    ]

    private static func book(_ number: Int, _ random: inout SplitMix64) -> [String] {
        let digits = String(number)
        let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        let sku = (prefixes.randomElement(using: &random) ?? "") + "B-" + padded
        let title = text(1...4, " ", &random)
        let description = text(0...12, " ", &random)
        let cents = Int.random(in: 1...99_999, using: &random)
        let price = "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
        let barcode = Bool.random(using: &random) ? "978\(1_000_000_000 + number)" : ["", "+49", "-"][number % 3]
        return [
            sku, title + " " + digits, description, price, "USD", categories[number % categories.count],
            "\(Int.random(in: 0...500, using: &random))", "\(number % 7 != 0)", barcode,
        ]
    }

    private static func text(_ count: ClosedRange<Int>, _ separator: String, _ random: inout SplitMix64) -> String {
        var text = ""
        for index in 0..<Int.random(in: count, using: &random) {
            if index > 0 { text += separator }
            // By scalars: a mark may come to stand behind any letter.
            text.unicodeScalars += (words.randomElement(using: &random) ?? "").unicodeScalars
        }
        return text
    }
}
