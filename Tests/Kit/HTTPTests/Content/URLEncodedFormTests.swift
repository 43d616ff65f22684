import HTTP
import Testing

@Suite("URL-encoded forms")
struct URLEncodedFormTests {
    @Test("A form is decoded into its fields, in their order")
    func fields() throws {
        #expect(
            try URLEncodedForm.parse(Array("username=ada+l&password=a%26b%3D&&x".utf8) as [UInt8]) == [
                QueryItem("username", "ada l"), QueryItem("password", "a&b="), QueryItem("x", ""),
            ])
        #expect(try URLEncodedForm.parse([]) == [])
    }

    @Test("What cannot be decoded is 400", arguments: [[0x61, 0x3D, 0xFF], Array("a=%f".utf8), Array("a=%00".utf8)])
    func broken(_ bytes: [UInt8]) {
        let problem = #expect(throws: Problem.self) { try URLEncodedForm.parse(bytes) }
        #expect(problem?.status == .badRequest)
    }
}
