import EventLoops

/// Keeps the last requests of one service.
///
/// Each loop writes into a ring of its own, so that no loop ever waits for another; whoever reads puts the rings
/// together.
public final class RequestRecorder: Sendable {
    /// Whose requests they are.
    public let service: String
    private let capacity: Int
    private let rings: Lock<[RequestRing]>
    private let ringOffLoops: RequestRing
    private let ringOfLoop: LoopLocal<RequestRing>
    private let spares = LoopLocal { _ in RequestRecording() }

    /// - Parameter capacity: how many requests are kept.
    public init(service: String, capacity: Int = 100) {
        let off = RequestRing(capacity: capacity)
        let rings = Lock([off])
        self.service = service
        self.capacity = capacity
        self.rings = rings
        ringOffLoops = off
        ringOfLoop = LoopLocal { _ in
            let ring = RequestRing(capacity: capacity)
            rings.withLock { $0.append(ring) }
            return ring
        }
    }

    /// Keeps a request, in place of the oldest of its loop if there are too many.
    public func add(_ request: RecordedRequest) {
        (ringOfLoop.valueIfOnLoop ?? ringOffLoops).add(request)
    }

    /// Lets `body` answer within the call, and writes down what it does. Most such answers do nothing, so that a blank
    /// recording waits on each loop to be used by the next.
    public func recordAtHand<Answer>(_ body: () throws -> Answer) rethrows -> (Answer, RequestRecording) {
        let recording = spares.valueIfOnLoop ?? RequestRecording()
        recording.begin()
        return (try RequestRecording.$bound.withValue(recording, operation: body), recording)
    }

    /// Keeps the recording for good if something stands in it; nil if not.
    public func kept(_ recording: RequestRecording) -> RequestRecording? {
        guard !recording.isBlank else { return nil }
        if spares.valueIfOnLoop === recording { spares.value = RequestRecording() }
        return recording
    }

    /// The last requests, the latest first.
    public var latest: [RecordedRequest] {
        Array(rings.withLock { $0 }.flatMap(\.requests).sorted { $0.start > $1.start }.prefix(capacity))
    }
}

/// The last requests of one loop. Its lock is free whenever nobody reads.
private final class RequestRing: Sendable {
    private struct State {
        var requests: [RecordedRequest] = []
        var next = 0
    }

    private let capacity: Int
    private let state = Lock(State())

    init(capacity: Int) {
        self.capacity = capacity
    }

    var requests: [RecordedRequest] { state.withLock { $0.requests } }

    func add(_ request: RecordedRequest) {
        state.withLock { state in
            if state.requests.count < capacity {
                state.requests.append(request)
            } else {
                state.requests[state.next] = request
            }
            state.next = (state.next + 1) % capacity
        }
    }
}
