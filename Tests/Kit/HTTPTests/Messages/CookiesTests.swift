import HTTP
import Testing

@Suite("Cookies")
struct CookiesTests {
    @Test("A cookie is found among others and in several fields")
    func read() throws {
        var fields: HTTPFields = [.cookie: "a=1; session=abc=="]
        fields.add(.cookie, "b=2")
        let request = try HTTPRequest(.get, "/", fields: fields)
        #expect(request.cookie("session") == "abc==")
        #expect(request.cookie("b") == "2")
        #expect(request.cookie("sess") == nil)
    }

    @Test("A cookie is closed to scripts and other sites unless it is told otherwise")
    func write() {
        var response = HTTPResponse.redirect(to: "/")
        response.set(SetCookie("session", "abc", maximumAge: .seconds(3600), isSecure: true))
        #expect(
            response.fields[.setCookie] == "session=abc; Path=/; SameSite=Lax; Max-Age=3600; Secure; HttpOnly")
    }
}
