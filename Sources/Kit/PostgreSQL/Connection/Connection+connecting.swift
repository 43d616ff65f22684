import CPostgreSQL
import EventLoops
import SQL

/// How a connection comes about: step by step, whenever the socket is ready for the next one.
extension Connection {
    /// Looks up off the loop where the server is, if that has to be found out, and connects.
    /// - Parameter turn: as ``ConnectionParameters/resolved(turn:)`` has it.
    func findAndConnect(_ parameters: ConnectionParameters, turn: Int = 0) {
        guard parameters.hasWaysToFind else { return connect(parameters) }
        loop.spawn { [self] in
            do {
                connect(try await BlockingCalls.lookUp { try parameters.resolved(turn: turn) })
            } catch {
                failConnecting(
                    error as? SQLError ?? SQLError(.connectionLost, detail: "\(error)", statement: "connect"))
            }
        }
    }

    private func connect(_ parameters: ConnectionParameters) {
        guard state == .connecting else { return }
        guard let handle = parameters.withCArrays({ PQconnectStartParams($0, $1, 0) }) else {
            return failConnecting(SQLError(.connectionLost, detail: "no memory for a connection"))
        }
        self.handle = handle
        // Says the SQLSTATE of a refusal, which the library does not hand out otherwise.
        PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
        PQsetNoticeReceiver(handle, { _, _ in }, nil)
        guard PQstatus(handle) != CONNECTION_BAD else { return failConnecting(refusal()) }
        watch(read: false, write: true)
    }

    func goOnConnecting() {
        guard let handle, state == .connecting else { return }
        watcher?.close()
        watcher = nil
        switch PQconnectPoll(handle) {
        case PGRES_POLLING_READING: watch(read: true, write: false)
        case PGRES_POLLING_WRITING: watch(read: false, write: true)
        case PGRES_POLLING_OK: finishConnecting()
        default: failConnecting(refusal())
        }
    }

    func finishConnecting() {
        guard let handle, PQsetnonblocking(handle, 1) == 0, PQenterPipelineMode(handle) == 1 else {
            return failConnecting(SQLError(.connectionLost, detail: "no pipeline mode"))
        }
        PQsetErrorVerbosity(handle, PQERRORS_DEFAULT)
        state = .ready
        lastUse = loop.milliseconds
        watch(read: true, write: false)
        guard state == .ready else { return }
        onConnected(nil)
    }

    /// Gives up an attempt.
    func failConnecting(_ error: SQLError) {
        guard state == .connecting else { return }
        release()
        onConnected(Failure(error, .untouched))
    }

    /// What the library says of an attempt that failed: names the address and the user, never the password.
    func refusal() -> SQLError {
        let message = handle.flatMap(PQerrorMessage).map { String(cString: $0) } ?? ""
        let line = message.split(separator: "\n").first.map(String.init) ?? ""
        return SQLError(refusalOf: line)
    }

    func watch(read: Bool, write: Bool) {
        guard let handle else { return }
        do {
            // The library may have gone on to another socket, of the same number even: the old one is not looked at.
            watcher?.close()
            let watcher = try loop.watch(descriptor: PQsocket(handle)) { [unowned self] readable, writable in
                if state == .connecting { goOnConnecting() } else { act(readable: readable, writable: writable) }
            }
            self.watcher = watcher
            watcher.want(read: read, write: write)
        } catch {
            let error = SQLError(.connectionLost, detail: "\(error)")
            if state == .connecting { failConnecting(error) } else { end(error) }
        }
    }
}
