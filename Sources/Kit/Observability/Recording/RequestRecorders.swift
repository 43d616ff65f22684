import EventLoops

/// The recorders of all services of a process. Where there is none, nothing is recorded, and nothing shown.
public final class RequestRecorders: Sendable {
    private let capacity: Int
    private let recorders = Lock<[RequestRecorder]>([])

    /// - Parameter capacity: how many requests of each service are kept.
    public init(capacity: Int = 100) {
        self.capacity = capacity
    }

    /// The recorder of a service, the same one each time.
    public func recorder(of service: String) -> RequestRecorder {
        recorders.withLock { recorders in
            if let known = recorders.first(where: { $0.service == service }) { return known }
            let recorder = RequestRecorder(service: service, capacity: capacity)
            recorders.append(recorder)
            return recorder
        }
    }

    /// The last requests of every service, the latest first.
    public var latest: [RecordedRequest] {
        recorders.withLock { $0 }.flatMap(\.latest).sorted { $0.start > $1.start }
    }
}
