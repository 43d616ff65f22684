import EventLoops
import HTTP
import ServiceKit
import Testing

@Suite("HTTP transport")
struct HTTPPeerTransportTests {
    @Test("Method, address, fields, body and deadline reach the client")
    func request() async throws {
        let seen = Lock<[String]>([])
        let transport = HTTPPeerTransport(baseURL: "http://catalog:8002") {
            (method, url, fields, body, deadline) throws(PeerTransportError) in
            seen.withLock {
                $0 = [
                    method.rawValue, url, fields[.authorization] ?? "", String(decoding: body, as: UTF8.self),
                    "\(deadline)",
                ]
            }
            return HTTPResponse(.noContent)
        }
        let request = try HTTPRequest(
            .put, "/api/reservations/7/?a=b%20c", fields: [.authorization: "Bearer t"], body: .bytes(Array("{}".utf8)))
        let response = try await transport.send(request, deadline: .seconds(2))
        #expect(response.status == .noContent)
        #expect(
            seen.withLock { $0 } == [
                "PUT", "http://catalog:8002/api/reservations/7/?a=b%20c", "Bearer t", "{}", "2.0 seconds",
            ])
    }
}
