import EventLoops
import Glibc

/// A file that is set aside when it is full: `info.log` becomes `info.log.1`, that `info.log.2`, and the oldest goes.
final class RotatingFile: Sendable {
    private struct State {
        var descriptor: Int32 = -1
        var size = 0
    }

    private let path: String
    private let maximumBytes: Int
    private let kept: Int
    private let state = Lock(State())

    init(path: String, maximumBytes: Int, kept: Int) {
        self.path = path
        self.maximumBytes = maximumBytes
        self.kept = kept
    }

    deinit {
        state.withLock { if $0.descriptor >= 0 { _ = close($0.descriptor) } }
    }

    func append(_ line: [UInt8]) {
        state.withLock { state in
            if state.descriptor < 0 { open(&state) }
            if state.size > 0, state.size + line.count > maximumBytes {
                rotate(&state)
            }
            if state.descriptor >= 0, writeAll(line, to: state.descriptor) {
                state.size += line.count
            }
        }
    }

    private func open(_ state: inout State) {
        // Logs name users and orders by id: not for everybody on the machine.
        state.descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
        state.size = state.descriptor < 0 ? 0 : Int(max(0, lseek(state.descriptor, 0, SEEK_END)))
    }

    private func rotate(_ state: inout State) {
        if state.descriptor >= 0 { _ = close(state.descriptor) }
        for number in stride(from: kept - 1, to: 0, by: -1) {
            _ = rename("\(path).\(number)", "\(path).\(number + 1)")
        }
        _ = kept > 0 ? rename(path, "\(path).1") : unlink(path)
        open(&state)
    }
}
