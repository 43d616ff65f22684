import Testing

@testable import Catalog

@Suite("Slugs")
struct CatalogSlugTests {
    @Test(
        "Names become lower-case ASCII words",
        arguments: [
            ("Walnut Desk", "walnut-desk"), ("  Crème  brûlée! ", "creme-brulee"), ("Straße", "strasse"),
            ("Levi's 501", "levis-501"), ("日本", ""), ("Ærø—ø", "aero-o"), ("", ""),
            (String(repeating: "a", count: 79) + "æb", String(repeating: "a", count: 79)),
        ])
    func make(name: String, slug: String) {
        #expect(Slug.make(name) == slug)
    }

    @Test("A slug that is taken gets the next free number")
    func free() async throws {
        let slug = try await Slug.free(for: "Desk", otherwise: "product") { ["desk", "desk-2"].contains($0) }
        #expect(slug == "desk-3")
        #expect(try await Slug.free(for: "日本", otherwise: "product") { _ in false } == "product")
    }
}
