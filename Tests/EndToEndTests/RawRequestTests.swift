import EventLoops
import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite("Requests as bytes", .timeLimit(.minutes(5)))
struct RawRequestTests {
    @Test("Neither the gateway nor a service behind it serves what could be understood in two ways")
    func refused() async throws {
        try await ShopPlace.use { place in
            let shop = try await place.open()
            let descriptors = try ProcessFigures(pid: shop.pid).descriptors
            for port in [place.ports["gateway"], place.ports["catalog"]] {
                for bad in RawRequest.refused {
                    let answer = try await RawClient.ask(port, bad.raw)
                    #expect(bad.statuses.contains(answer.status ?? 0), "\(bad): \(answer.text.prefix(200))")
                    #expect(answer.isClosed, "\(bad)")
                    #expect(answer.count == 1 || answer.contains("<html>") || answer.bytes.isEmpty, "\(bad)")
                    if bad.isExplained {
                        #expect(answer.field("Content-Type") == "application/problem+json", "\(bad)")
                    }
                }
                for chunk in RawRequest.badChunks {
                    let answer = try await RawClient.ask(
                        port,
                        "POST /api/v1/token/ HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n\(chunk)0\r\n\r\n\(RawRequest.smuggled)")
                    #expect(answer.isClosed && !answer.contains("200 OK"), "\(chunk.debugDescription)")
                }
            }
            try await ProcessFigures(pid: shop.pid).untilDescriptors(atMost: descriptors + 10)
            shop.send(SIGTERM)
            #expect(try await shop.end() == .exited(0))
            // The log names each request that was heard.
            #expect(shop.output.contains("/api/v1/token/"))
            #expect(!shop.output.contains("/smuggled"))
            for word in ["\"level\":\"error\"", "\"level\":\"critical\""] { #expect(!shop.output.contains(word)) }
        }
    }

    @Test("Paths that only look alike are not found, and nothing is made of them")
    func strangePaths() async throws {
        try await StockedShop.use { stock, place in
            _ = try await place.open(settings: StockedShop.settings)
            let product = stock.goods[0]
            for (path, status) in [
                ("/api/v1/products/\(product)/", 200), ("//api/v1/products/\(product)/", 404),
                ("/api//v1/products/\(product)/", 404), ("/api/v1/products//\(product)/", 404),
                ("/api/v1/products%2f\(product)/", 404), ("/api\\v1\\products\\\(product)\\", 404),
                ("/API/v1/products/\(product)/", 404), ("/api/v1/products/\(product)/;a=b", 404),
                ("/api/v1/%70roducts/\(product)/", 200), ("/api/product/\(product)/", 404),
                ("/api%2fproduct%2f\(product)%2f", 404), ("/%61pi/product/\(product)/", 404),
            ] {
                let answer = try await RawClient.ask(
                    place.ports["gateway"], "GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                #expect(answer.status == status, "\(path): \(answer.text.prefix(200))")
            }
        }
    }
}
