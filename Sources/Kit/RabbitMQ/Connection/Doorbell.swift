import CRabbitMQ
import Glibc

/// Wakes a thread that waits for a socket, from any other thread.
final class Doorbell: Sendable {
    private let descriptor: Int32

    init() throws(RabbitMQError) {
        descriptor = eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC))
        guard descriptor >= 0 else { throw .broken("eventfd: \(String(cString: strerror(errno)))") }
    }

    deinit { close(descriptor) }

    func ring() {
        // Fails only when it rings already.
        eventfd_write(descriptor, 1)
    }

    /// Waits until it rings, until `socket` can be read, or until the time is over. Then it rings no more.
    func wait(orReadable socket: Int32? = nil, upTo duration: Duration) {
        var polled = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
        if let socket { polled.append(pollfd(fd: socket, events: Int16(POLLIN), revents: 0)) }
        poll(&polled, nfds_t(polled.count), duration.roundedMilliseconds)
        if polled[0].revents != 0 {
            var count: eventfd_t = 0
            eventfd_read(descriptor, &count)
        }
    }
}

extension Duration {
    /// For the system's calls: never less than asked for.
    var roundedMilliseconds: Int32 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        let rest = Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
        return Int32(clamping: Int(clamping: seconds).multipliedReportingOverflow(by: 1_000).partialValue + rest)
    }

    var timeValue: timeval {
        let milliseconds = Int(roundedMilliseconds)
        return timeval(tv_sec: milliseconds / 1_000, tv_usec: milliseconds % 1_000 * 1_000)
    }
}
