import HTTP

@testable import HTTPServer

/// The first bytes of a connection, through libmicrohttpd and our gate. What gets through is a request to the letter,
/// and says to us what it says to every strict reader: nothing can be smuggled past a gateway. And what is a request to
/// the letter gets through, or is refused with a reason.
enum RequestsFuzz: FuzzTarget {
    static let name = "requests"

    /// The fuzzer has one thread.
    nonisolated(unsafe) private static let daemon = RequestDaemon()

    static func run(_ input: FuzzInput) {
        guard input.bytes.count <= 65_536 else { return }
        let strict = StrictRequest(input.bytes)
        switch daemon.verdict(of: input.bytes) {
        case .accepted(let head):
            guard let strict = strict ?? StrictRequest(erasingLineEnds: input.bytes) else {
                fail("the gate lets through what is no request to the letter")
            }
            compare(head, strict)
        case .refused(let problem):
            expect((400...505).contains(problem.status.code), "refused with \(problem.status)")
            if let strict { expect(mayRefuse(strict), "the gate refuses a good request: \(problem)") }
        case nil:
            if let strict { expect(mayRefuse(strict), "the library refuses a good request") }
        }
    }

    private static func compare(_ head: RequestHead, _ strict: StrictRequest) {
        expect(Array(head.method.rawValue.utf8) == strict.method, "another method")
        let target = mustNotThrow("a target that is none was accepted") { try RequestTarget(text(strict.target)) }
        expect(head.target == target, "another target")
        let fields = head.fields.map { ($0.name.rawName, $0.value) }
        let wanted = strict.fields.map { (text($0.name), text($0.value)) }
        expect(fields.elementsEqual(wanted, by: ==), "other fields: \(fields), not \(wanted)")
        switch (head.framing, strict.framing) {
        case (.none, .none), (.chunked, .chunked): break
        case (.length(let one), .length(let other)) where one == other: break
        default: fail("the request ends at \(head.framing) for us, at \(strict.framing) for others")
        }
        expect(strict.fields.count <= daemon.limits.maximumHeaderFields, "more fields than allowed")
        expect(strict.size <= daemon.limits.maximumHeaderBytes, "a longer head than allowed")
    }

    /// What the gate knows more of than the letter: its limits, what it serves, and what an address may look like.
    private static func mayRefuse(_ strict: StrictRequest) -> Bool {
        if strict.isLate || strict.size > daemon.limits.maximumHeaderBytes { return true }
        if strict.fields.count > daemon.limits.maximumHeaderFields { return true }
        if case .length(let length) = strict.framing, length > daemon.limits.maximumBodyBytes { return true }
        if strict.values("expect").contains(where: { text($0).lowercased() != "100-continue" }) { return true }
        return HTTPMethod(rawValue: text(strict.method)) == nil || (try? RequestTarget(text(strict.target))) == nil
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
