import CCurl

/// What a loop's client lets the library do on one of its handles: an HTTP call, or the delivery of a mail.
///
/// It is touched on the loop of its client only, which is why it may call itself `Sendable`.
class CurlTransfer: @unchecked Sendable {
    /// While it is under way.
    private(set) final var handle: UnsafeMutableRawPointer?
    /// Also when it was cancelled before it began.
    private(set) final var isOver = false

    /// Tells the handle what to do; calls `take` first.
    func prepare(_ handle: UnsafeMutableRawPointer, connectTimeout: Duration) throws(HTTPClientError) {}

    /// Tells the caller that it came to nothing; calls `end`.
    func fail(_ error: HTTPClientError) {}

    /// Tells the caller what came of it, as the library says; calls `end`.
    func complete(_ code: CURLcode) {}

    /// Whether its caller should have had an answer by now.
    func isOverdue(at now: ContinuousClock.Instant) -> Bool { false }

    /// Sets what holds for every transfer.
    final func take(_ handle: UnsafeMutableRawPointer) {
        self.handle = handle
        shim_set_context(handle, CURLOPT_PRIVATE, Unmanaged.passUnretained(self).toOpaque())
        shim_set_text(handle, CURLOPT_PROXY, "")
        shim_set_number(handle, CURLOPT_NOSIGNAL, 1)
    }

    final func end() {
        isOver = true
        handle = nil
    }
}
