import Contracts

@testable import Catalog
@testable import Endpoints
@testable import Orders

/// Words for addresses, patterns of rules, cursors of lists, and pictures known by their first bytes.
enum WordsFuzz: FuzzTarget {
    static let name = "words"

    static func run(_ input: FuzzInput) {
        let (choice, rest) = input.choosing(among: 5)
        switch choice {
        case 0: checkSlugs(rest.text)
        case 1: checkPatterns(rest.text)
        case 2: checkPicture(rest.bytes)
        case 3: checkCursor(rest.text)
        default: checkAddress(rest.text)
        }
    }

    private static func checkSlugs(_ name: String) {
        let slug = Slugs.ofCatalog(name)
        expect(slug.isEmpty || Constraint.slug.violations(slug).isEmpty, "\(slug) breaks the rule of slugs")
        expect(slug.utf8.count <= 80, "\(slug) is too long")
        expect(Slugs.ofCatalog(slug) == slug, "\(slug) makes another slug")
        let demo = Slugs.ofDemoShop(name)
        expect(demo.isEmpty || demo.utf8.count > 200 || Constraint.slug.violations(demo).isEmpty, "\(demo) is no slug")
    }

    /// The closure that is enforced and the expression that is printed into the contract say the same.
    private static func checkPatterns(_ text: String) {
        guard text.utf8.count <= 200 else { return }
        let slug = (try? /[a-z0-9]+(-[a-z0-9]+)*/.matchingSemantics(.unicodeScalar).wholeMatch(in: text)) ?? nil
        expect((slug != nil) == Constraint.slug.violations(text).isEmpty, "the rule of slugs says two things")
        let user = (try? /[A-Za-z0-9@.+_-]{1,150}/.matchingSemantics(.unicodeScalar).wholeMatch(in: text)) ?? nil
        expect((user != nil) == Constraint.username.violations(text).isEmpty, "the rule of usernames says two things")
    }

    private static func checkCursor(_ text: String) {
        guard let cursor = PageCursor(text) else { return }
        expect(PageCursor(cursor.description) == cursor, "a cursor is another when it is handed back")
    }

    private static func checkPicture(_ bytes: [UInt8]) {
        let kinds = ["image/png", "image/jpeg", "image/webp", "image/svg+xml"].filter {
            ImageSignature.matches(bytes, mediaType: $0)
        }
        expect(kinds.count <= 1 && kinds != ["image/svg+xml"], "a picture of several kinds")
        if !kinds.isEmpty { expect(bytes.count >= 3, "a picture of \(bytes.count) bytes") }
    }

    private static func checkAddress(_ text: String) {
        guard let address = ShippingAddress(text) else { return }
        expect(!address.text.isEmpty && address.text.count <= 500, "an address that is no address")
        expect(ShippingAddress(address.text) == address, "an address is another when it is read again")
    }
}
