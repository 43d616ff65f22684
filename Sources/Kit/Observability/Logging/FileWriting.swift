import Glibc

/// Writes all bytes by `write(2)`: `print` buffers when it is redirected and loses its lines in a crash.
///
/// A destination that fails loses the line: a full disk must not stop the shop.
@discardableResult
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
        var offset = 0
        while offset < buffer.count {
            let count = write(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
            if count > 0 {
                offset += count
            } else if count < 0, errno == EAGAIN {
                var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                guard poll(&waiting, 1, 100) > 0 else { return false }
            } else if count == 0 || errno != EINTR {
                return false
            }
        }
        return true
    }
}
