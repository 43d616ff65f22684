import HTTP
import TestSupport
import Testing

@Suite("Bodies")
struct HTTPBodyTests {
    private func stream(_ chunks: [[UInt8]], length: Int? = nil, asked: Tally = Tally()) -> HTTPBody {
        .stream(
            HTTPBodyStream(length: length) {
                asked.add()
                return asked.value <= chunks.count ? chunks[asked.value - 1] : nil
            })
    }

    @Test("A body is collected up to and including its limit")
    func collect() async throws {
        #expect(try await HTTPBody.empty.collect(upTo: 0) == [])
        #expect(try await HTTPBody.bytes([1, 2, 3]).collect(upTo: 3) == [1, 2, 3])
        #expect(try await stream([[1, 2], [], [3]]).collect(upTo: 3) == [1, 2, 3])
    }

    @Test("One byte more than the limit is 413")
    func tooLarge() async {
        for body in [HTTPBody.bytes([1, 2, 3, 4]), stream([[1, 2], [3, 4]])] {
            let problem = await #expect(throws: Problem.self) { try await body.collect(upTo: 3) }
            #expect(problem?.status == .contentTooLarge)
        }
    }

    @Test("A body that is announced as too large is not read at all")
    func announced() async {
        let asked = Tally()
        await #expect(throws: Problem.self) { try await stream([[1]], length: 4, asked: asked).collect(upTo: 3) }
        #expect(asked.value == 0)
    }

    @Test("No more is read than the first chunk beyond the limit")
    func stopsReading() async {
        let asked = Tally()
        await #expect(throws: Problem.self) {
            try await stream([[1, 2], [3, 4], [5, 6]], asked: asked).collect(upTo: 3)
        }
        #expect(asked.value == 2)
    }

    @Test("A stream is walked over chunk by chunk")
    func iterate() async throws {
        guard case .stream(let stream) = stream([[1], [2, 3]]) else { return }
        var seen: [[UInt8]] = []
        for try await chunk in stream { seen.append(chunk) }
        #expect(seen == [[1], [2, 3]])
    }

    @Test("A response is collected whatever it is made of")
    func responses() async throws {
        let left = Tally(2)
        let streamed = HTTPResponseBody.stream(length: nil) {
            left.add(-1)
            return left.value >= 0 ? [7] : nil
        }
        #expect(try await streamed.collect() == [7, 7])
        #expect(try await HTTPResponseBody.static(StaticBytes("ab")).collect() == [97, 98])
        #expect(HTTPResponseBody.static(StaticBytes("ab")).length == 2)
    }
}
