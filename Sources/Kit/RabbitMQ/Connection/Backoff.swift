/// Growing, scattered pauses between attempts.
struct Backoff {
    private let settings: RabbitMQSettings
    private var next: Duration

    init(_ settings: RabbitMQSettings) { (self.settings, next) = (settings, settings.firstPause) }

    mutating func pause() -> Duration {
        defer { next = min(next * 2, settings.longestPause) }
        return next * settings.jitter()
    }

    mutating func reset() { next = settings.firstPause }
}
