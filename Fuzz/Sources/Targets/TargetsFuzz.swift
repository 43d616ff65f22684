@testable import Endpoints
@testable import HTTP

/// Request targets: paths, queries, and the routes that are found by them.
enum TargetsFuzz: FuzzTarget {
    static let name = "targets"

    static func run(_ input: FuzzInput) {
        guard let target = try? RequestTarget(input.text) else { return }
        expect(input.bytes.allSatisfy { (0x21...0x7E).contains($0) }, "a byte that no target holds was accepted")
        let same = mustNotThrow("a target is none when it is read again") { try RequestTarget(target.description) }
        expect(same == target, "a target reads itself as another")
        let segments = target.segments
        for segment in segments {
            expect(segment != "." && segment != "..", "a dot segment got through")
            expect(segment.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "a control character got through")
        }
        let path = "/" + segments.map { PercentEncoding.encode($0) }.joined(separator: "/")
        let encoded = mustNotThrow("the segments cannot be written") { try RequestTarget(path) }
        // A final empty segment is a final slash, which adds none.
        let wanted = segments.last == "" ? Array(segments.dropLast()) : segments
        expect(encoded.segments == wanted, "the segments are others when they are read again")
        checkQuery(of: target)
        checkRouting(to: target, segments)
    }

    private static func checkQuery(of target: RequestTarget) {
        let items = target.queryItems
        expect(
            URLEncodedForm.parse(URLEncodedForm.encode(items)) == items, "the query is another when it is read again")
        let part = ListPart([1, 2], PageWindow(limit: 1, offset: 7), order: "newest") { [String($0)] }
        let page = Page<Int>(part, count: 30, of: target) { $0 }
        let next = mustNotThrow("the next page has no address") { try RequestTarget(page.next ?? "") }
        let place = next.queryValue("cursor").flatMap { PageCursor($0) }
        expect(place == PageCursor(.after, order: "newest", keys: ["1"]), "the next page begins elsewhere")
        expect(next.queryValue("limit") == "1" && next.rawPath == target.rawPath, "the next page is another")
        let others = items.filter { !["limit", "offset", "cursor"].contains($0.name) }
        expect(Array(next.queryItems.dropLast(2)) == others, "the next page forgets what was asked for")
    }

    // MARK: Routes

    private static let patterns = [
        "/", "/api/v1/products/", "/api/v1/products/{id}", "/api/v1/products/{slug:text}", "/api/{version:text}/{id}",
        "/api/v1/reviews/{id:uuid}/", "/api/v1/reviews/{id:int}/votes", "/files/{file:rest}", "/files/list",
        "/{any:text}/{id:uuid}/{more:text}",
    ]

    private static let router: Router = mustNotThrow("the routes cannot be mounted") {
        var router = Router()
        for pattern in patterns { try router.mount(.get, pattern) { _, _ in HTTPResponse(.ok) } }
        return router
    }

    private static func checkRouting(to target: RequestTarget, _ segments: [String]) {
        let fitting = router.routes.filter { fits($0.pattern, segments) }
        switch router.resolve(.get, target) {
        case .nothing: expect(fitting.isEmpty, "\(target) leads nowhere, but fits \(fitting[0].pattern.text)")
        case .otherMethods: fail("\(target) is not served by GET")
        case .route(let match):
            expect(fitting.contains { $0.template == match.pattern }, "\(target) does not fit \(match.pattern)")
        }
    }

    /// The same question answered without the tree.
    private static func fits(_ pattern: RoutePattern, _ segments: [String]) -> Bool {
        let segments = segments[...]
        for (index, part) in pattern.segments.enumerated() {
            guard index < segments.count else { return false }
            let text = segments[index]
            switch part {
            case .literal(let literal): if !literal.utf8.elementsEqual(text.utf8) { return false }
            case .parameter(_, .integer):
                guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), text.utf8.count <= 19, Int64(text) != nil
                else { return false }
            case .parameter(_, .uuid):
                let groups = text.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
                guard groups.map(\.count) == [8, 4, 4, 4, 12],
                    groups.joined().allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit })
                else { return false }
            case .parameter(_, .text): if text.isEmpty { return false }
            case .parameter(_, .rest):
                return segments[index...].allSatisfy { !$0.isEmpty && !$0.utf8.contains(0x2F) }
            }
        }
        return pattern.segments.count == segments.count
    }
}
