import DemoShop
import Testing

@Suite struct ProductPictureTests {
    private let products = Array(DemoShop.products(count: 2_000))

    @Test("every picture is well-formed XML below four kilobytes with the name as its title")
    func wellFormed() throws {
        for product in products {
            let svg = ProductPicture(product).svg
            #expect(svg.utf8.count < 4_096, "\(product.name): \(svg.utf8.count)")
            var outline = XMLOutline()
            let problem = outline.read(svg)
            #expect(problem == nil, "\(product.name): \(problem ?? "")")
            #expect(outline.root == "svg" && outline.title == product.name, "\(product.name)")
            #expect(outline.elements > 6, "\(product.name) is drawn of almost nothing")
        }
    }

    @Test("pictures hold nothing that runs or is fetched")
    func harmless() {
        for product in products {
            let svg = ProductPicture(product).svg
            for word in ["<script", "<foreignObject", "href", "javascript:", "onload", "<style", "<image"] {
                #expect(!svg.contains(word), "\(word) in \(product.name)")
            }
        }
    }

    @Test("no two pictures are alike, even without their titles and identifiers")
    func uniqueness() {
        let drawings = products.map { product in
            let svg = ProductPicture(product).svg
            let untitled = svg.split(separator: "</title>").last.map(String.init) ?? svg
            return untitled.split(separator: product.sku.lowercased()).joined()
        }
        #expect(Set(drawings).count == products.count)
    }

    @Test("the same product has the same picture every time")
    func determinism() {
        for product in products.prefix(200) {
            #expect(ProductPicture(product).svg == ProductPicture(product).svg)
        }
        #expect(DemoShop.products(count: 500)[499] == DemoShop.products(count: 600)[499])
    }
}

/// As much of an XML reader as pictures need: nesting, quotes, escapes.
private struct XMLOutline {
    private(set) var root: String?
    private(set) var title = ""
    private(set) var elements = 0

    /// Returns what is wrong, if anything is.
    mutating func read(_ text: String) -> String? {
        var open: [Substring] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            let between = rest[..<start]
            if between.contains(">") { return "a stray >" }
            if open.last == "title" {
                guard let words = XMLOutline.unescaped(between) else { return "a bare & in \(between)" }
                title += words
            }
            guard let end = rest[start...].firstIndex(of: ">") else { return "a tag that does not end" }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.contains("<") || tag.contains("&") { return "< or & inside \(tag)" }
            if tag.hasPrefix("/") {
                guard open.popLast() == tag.dropFirst() else { return "\(tag) closes what is not open" }
                continue
            }
            elements += 1
            let name = tag.prefix { $0 != " " && $0 != "/" }
            if root == nil { root = String(name) } else if open.isEmpty { return "a second root" }
            guard XMLOutline.hasSoundAttributes(tag.dropFirst(name.count)) else { return "attributes of \(tag)" }
            if !tag.hasSuffix("/") { open.append(name) }
        }
        return open.isEmpty ? nil : "\(open) never closed"
    }

    private static func hasSoundAttributes(_ text: Substring) -> Bool {
        var rest = text.hasSuffix("/") ? text.dropLast() : text
        var names: Set<Substring> = []
        while !rest.isEmpty {
            guard rest.first == " ", let equals = rest.firstIndex(of: "=") else { return false }
            let name = rest[rest.index(after: rest.startIndex)..<equals]
            let quoted = rest[rest.index(after: equals)...]
            guard quoted.first == "\"", let close = quoted.dropFirst().firstIndex(of: "\"") else { return false }
            guard !name.isEmpty, !name.contains(" "), names.insert(name).inserted else { return false }
            rest = quoted[quoted.index(after: close)...]
        }
        return true
    }

    private static func unescaped(_ text: Substring) -> String? {
        var result = ""
        var rest = text
        while let mark = rest.firstIndex(of: "&") {
            result += rest[..<mark]
            guard let end = rest[mark...].firstIndex(of: ";") else { return nil }
            switch rest[mark...end] {
            case "&amp;": result += "&"
            case "&lt;": result += "<"
            case "&gt;": result += ">"
            default: return nil
            }
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }
}
