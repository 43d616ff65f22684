public import Values

/// A request that was answered, as a developer sees it: no path but its pattern, no query, no field, no body.
public struct RecordedRequest: Sendable {
    /// Which service answered.
    public let service: String
    public let method: String
    /// The pattern of the route; nil where there is none.
    public let route: String?
    public let status: Int
    public let start: Timestamp
    public let duration: Duration
    public let trace: TraceContext
    /// Whether it was answered within the call, without a task.
    public let isAtHand: Bool
    /// What it did; nil where it did nothing.
    public let recording: RequestRecording?

    public init(
        service: String, method: String, route: String?, status: Int, start: Timestamp, duration: Duration,
        trace: TraceContext, isAtHand: Bool = false, recording: RequestRecording?
    ) {
        self.service = service
        self.method = method
        self.route = route
        self.status = status
        self.start = start
        self.duration = duration
        self.trace = trace
        self.isAtHand = isAtHand
        self.recording = recording
    }
}
