import HTTP
import Testing

@Suite("Multipart forms")
struct MultipartFormTests {
    private func body(_ text: String) -> [UInt8] {
        Array(text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n").utf8)
    }

    private let upload = """
        --frontier
        Content-Disposition: form-data; name="title"

        Blue mug
        --frontier
        content-disposition: form-data; name="image"; filename="mug;1.png"
        Content-Type: image/png

        \u{01}--frontie
        --frontier--
        ignored
        """

    @Test("Fields and files are taken apart without touching their bytes")
    func parts() throws {
        let form = try MultipartForm(body(upload), boundary: "frontier")
        #expect(form.parts.map(\.name) == ["title", "image"])
        #expect(form["title"]?.text == "Blue mug")
        #expect(form["title"]?.filename == nil)
        #expect(form["image"]?.filename == "mug;1.png")
        #expect(form["image"]?.contentType?.essence == "image/png")
        #expect(form["image"].map { Array($0.bytes) } == Array("\u{01}--frontie".utf8))
    }

    @Test("A preamble is skipped, a part may be empty, a form too")
    func edges() throws {
        let preamble = "preamble\n--b \nContent-Disposition: form-data; name=a\n\n\n--b--"
        #expect(try MultipartForm(body(preamble), boundary: "b")["a"]?.bytes.isEmpty == true)
        let bare = "--b\nContent-Disposition: form-data; name=a\n\n--b--"
        #expect(try MultipartForm(body(bare), boundary: "b")["a"]?.bytes.isEmpty == true)
        #expect(try MultipartForm(body("--b--"), boundary: "b").parts.isEmpty)
    }

    @Test("Bytes that are no text survive")
    func binary() throws {
        let bytes: [UInt8] = [0, 0xFF, 0x0D, 0x0A, 0x2D, 0x2D, 0x0D, 0x0D, 0x0A]
        let form = try MultipartForm(
            body("--b\nContent-Disposition: form-data; name=a\n\n") + bytes + body("\n--b--"), boundary: "b")
        #expect(form["a"].map { Array($0.bytes) } == bytes)
        #expect(form["a"]?.text == nil)
    }

    @Test(
        "A broken form is 400",
        arguments: [
            "", "--other--", "--b", "--b\n", "--bx\n\n", "--b\nContent-Disposition: form-data; name=a\n\nno end",
            "--b\n\nno header\n--b--", "--b\nContent-Disposition: form-data\n\nno name\n--b--",
            "--b\nContent-Disposition: attachment; name=a\n\n\n--b--", "--b\nno colon\n\n\n--b--",
            "--b\nContent-Disposition: form-data; name=a\nContent-Type: png\n\n\n--b--",
        ])
    func broken(_ text: String) {
        let problem = #expect(throws: Problem.self) { try MultipartForm(body(text), boundary: "b") }
        #expect(problem?.status == .badRequest)
    }

    @Test("Parts, headers and boundaries are bounded")
    func bounds() throws {
        let part = "--b\nContent-Disposition: form-data; name=a\n\n\n"
        let many = body(String(repeating: part, count: 17) + "--b--")
        #expect(throws: Problem.self) { try MultipartForm(many, boundary: "b") }
        #expect(try MultipartForm(many, boundary: "b", maximumParts: 17).parts.count == 17)
        let long = body("--b\nX: \(String(repeating: "x", count: 9_000))\n\n\n--b--")
        #expect(throws: Problem.self) { try MultipartForm(long, boundary: "b") }
        for boundary in ["", String(repeating: "b", count: 71), "a\r\nb"] {
            #expect(throws: Problem.self) { try MultipartForm([], boundary: boundary) }
        }
    }

    @Test("A form is read out of a request under a limit")
    func request() async throws {
        let bytes = body(upload)
        let request = try HTTPRequest(
            .post, "/", fields: [.contentType: "multipart/form-data; boundary=frontier"], body: .bytes(bytes))
        #expect(try await MultipartForm(request, limit: bytes.count).parts.count == 2)
        let tooLarge = await #expect(throws: Problem.self) {
            try await MultipartForm(request, limit: bytes.count - 1)
        }
        #expect(tooLarge?.status == .contentTooLarge)
        let json = try HTTPRequest(.post, "/", fields: [.contentType: "application/json"])
        let unsupported = await #expect(throws: Problem.self) { try await MultipartForm(json, limit: 10) }
        #expect(unsupported?.status == .unsupportedMediaType)
    }

    @Test("A large body that almost holds its boundary is read in one go")
    func noQuadraticSearch() throws {
        let almost = [UInt8](repeating: 0x0D, count: 2_000_000)
        let form = try MultipartForm(
            body("--b\nContent-Disposition: form-data; name=a\n\n") + almost + body("\n--b--"), boundary: "b")
        #expect(form["a"]?.bytes.count == almost.count)
    }
}
