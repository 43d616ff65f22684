extension Logger {
    /// Every step, for somebody who follows one request.
    public func trace(_ message: StaticString, metadata: @autoclosure () -> Metadata = [:]) {
        log(.trace, message, metadata: metadata())
    }

    /// What helps to find a fault; successful requests.
    public func debug(_ message: StaticString, metadata: @autoclosure () -> Metadata = [:]) {
        log(.debug, message, metadata: metadata())
    }

    /// What the shop's people may want to know.
    public func info(_ message: StaticString, metadata: @autoclosure () -> Metadata = [:]) {
        log(.info, message, metadata: metadata())
    }

    /// Rare and normal: started, migrated, stopped.
    public func notice(_ message: StaticString, metadata: @autoclosure () -> Metadata = [:]) {
        log(.notice, message, metadata: metadata())
    }

    /// Something is off, and nobody has to get up for it.
    public func warning(_ message: StaticString, error: (any Error)? = nil, metadata: @autoclosure () -> Metadata = [:])
    {
        log(.warning, message, error: error, metadata: metadata())
    }

    /// Something failed that should not have.
    public func error(_ message: StaticString, error: (any Error)? = nil, metadata: @autoclosure () -> Metadata = [:]) {
        log(.error, message, error: error, metadata: metadata())
    }

    /// The process cannot go on.
    public func critical(
        _ message: StaticString, error: (any Error)? = nil, metadata: @autoclosure () -> Metadata = [:]
    ) {
        log(.critical, message, error: error, metadata: metadata())
    }
}
