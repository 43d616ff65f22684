import EventLoops

/// Waits until something holds, as it has to sooner or later; what a test measures is not waited for by this.
/// - Returns: whether it came to hold in time.
public func eventually(
    within limit: Duration = .seconds(20), _ condition: () async throws -> Bool
) async throws -> Bool {
    let end = ContinuousClock.now + limit * Patience.factor
    while ContinuousClock.now < end {
        if try await condition() { return true }
        try await Sleep.for(.milliseconds(10))
    }
    return try await condition()
}
