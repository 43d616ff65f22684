import EventLoops
import Observability
import TestSupport
import Testing
import Values

@Suite("Recording requests")
struct RequestRecorderTests {
    private static func request(_ number: Int) -> RecordedRequest {
        RecordedRequest(
            service: "shop", method: "GET", route: "/\(number)", status: 200, start: Timestamp(seconds: Int64(number)),
            duration: .milliseconds(1), trace: .generate(), recording: nil)
    }

    @Test("The oldest go when there are too many")
    func bounded() {
        let recorder = RequestRecorder(service: "shop", capacity: 3)
        for number in 1...10 { recorder.add(Self.request(number)) }
        #expect(recorder.latest.map(\.route) == ["/10", "/9", "/8"])
    }

    @Test("What several loops wrote down comes together in the order of time")
    func severalLoops() async throws {
        let recorder = RequestRecorder(service: "shop", capacity: 4)
        try await withEventLoops(2) { loops in
            for number in 1...6 {
                await withCheckedContinuation { continuation in
                    loops.loops[number % 2].execute {
                        recorder.add(Self.request(number))
                        continuation.resume()
                    }
                }
            }
        }
        #expect(recorder.latest.map(\.route) == ["/6", "/5", "/4", "/3"])
    }

    @Test("A request that does a thousand things is cut short, and says so")
    func manySteps() {
        let recording = RequestRecording()
        for _ in 0..<1000 { recording.note(.transaction, since: .now) }
        #expect(recording.steps.count == RequestRecording.mostSteps)
        #expect(recording.omittedSteps == 1000 - RequestRecording.mostSteps)
    }

    @Test("Outside of a recorded request there is nothing to write to")
    func unbound() {
        let recording = RequestRecording()
        #expect(RequestRecording.current == nil)
        RequestRecording.$bound.withValue(recording) {
            #expect(RequestRecording.current === recording)
        }
        #expect(RequestRecording.current == nil)
    }

    @Test("There is one recorder for each service")
    func recorders() {
        let recorders = RequestRecorders()
        recorders.recorder(of: "a").add(Self.request(1))
        recorders.recorder(of: "b").add(Self.request(2))
        #expect(recorders.recorder(of: "a") === recorders.recorder(of: "a"))
        #expect(recorders.latest.map(\.route) == ["/2", "/1"])
    }
}
