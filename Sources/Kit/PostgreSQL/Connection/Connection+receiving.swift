import CPostgreSQL
import EventLoops
import Glibc
import SQL

/// What comes from the server, and to whom it goes.
extension Connection {
    func act(readable: Bool, writable: Bool) {
        guard let handle else { return }
        if readable {
            let isAlive = PQconsumeInput(handle) == 1
            progress = loop.milliseconds
            receive()
            guard state == .ready else { return }
            guard isAlive, PQstatus(handle) == CONNECTION_OK else { return end(lost()) }
        }
        if state == .ready, writable { flush() }
    }

    func receive() {
        var isStill = false
        while let handle, PQisBusy(handle) == 0 {
            guard let segment = segments.first else {
                // What comes now was not asked for: a parameter's change, or last words.
                return
            }
            while segment.current?.isUnsent == true { segment.advance() }
            guard let result = PQgetResult(handle) else {
                if segment.isAnswering { segment.advance() } else if isStill { return } else { isStill = true }
                continue
            }
            defer { PQclear(result) }
            isStill = false
            let status = PQresultStatus(result)
            if status == PGRES_FATAL_ERROR, shim_error_field(result, SHIM_SQLSTATE) == nil {
                // The library's own: the connection has ended.
                return end(lost())
            }
            if status == PGRES_PIPELINE_SYNC {
                _ = segments.popFirst()
                end(segment)
            } else {
                segment.isAnswering = true
                take(result, status, segment)
                // After its last words the server closes the connection: nobody shall be given it meanwhile.
                if lastWords != nil { return end(lost()) }
            }
        }
    }

    func take(_ result: OpaquePointer, _ status: ExecStatusType, _ segment: Segment) {
        guard let call = segment.current else {
            // The synchronisation itself failed, which is the commit of what stood before it.
            guard status == PGRES_FATAL_ERROR, let last = segment.calls.last else { return }
            var failure = Failure(result: result, statement: last.query.text)
            if case .untouched = failure.remedy { failure.remedy = .reconnection }
            note(failure)
            segment.failure = segment.failure ?? failure
            last.outcome = .failure(failure)
            return
        }
        switch status {
        case PGRES_FATAL_ERROR:
            let failure = Failure(result: result, statement: call.query.text)
            note(failure)
            segment.failure = segment.failure ?? failure
            call.outcome = .failure(failure)
            if let statement = call.preparing {
                statements.settle(statement, isPrepared: false)
            } else if case .preparation = failure.remedy, let statement = call.statement, !statement.isDropped {
                // Where one has become stale, most have.
                statements.dropAll()
            }
        case PGRES_PIPELINE_ABORTED:
            if let statement = call.preparing { statements.settle(statement, isPrepared: false) }
            guard call.outcome == nil else { return }
            let cause = segment.failure?.error ?? SQLError(.other, statement: call.query.text)
            // A transaction ends with whatever failed; neighbours know nothing of one another.
            let remedy = segment.kind == .transaction ? segment.failure?.remedy : nil
            call.outcome = .failure(Failure(cause, remedy ?? .aborted))
        default:
            if let statement = call.preparing {
                statements.settle(statement, isPrepared: true)
            } else if call.query.text == "commit", Self.hasRolledBack(result) {
                call.outcome = .failure(Failure(SQLError(.commitFailed, statement: "commit")))
            } else {
                call.outcome = read(result, status, call)
            }
        }
    }

    func read(_ result: OpaquePointer, _ status: ExecStatusType, _ call: Call) -> Outcome {
        do throws(SQLError) {
            var rows: [Row] = []
            if status == PGRES_TUPLES_OK {
                let shape: ResultShape
                if let known = call.statement?.shape {
                    shape = known
                } else {
                    shape = try ResultShape(of: result)
                    call.statement?.shape = shape
                }
                if let reader = call.reader {
                    try reader.read(LiveRows(ResultRows(result, shape)))
                } else {
                    rows = shape.rows(of: result)
                }
            }
            return .success(ExecutionResult(rowsChanged: Self.rowsChanged(by: result), rows: rows))
        } catch {
            return .failure(Failure(error))
        }
    }

    /// So the server acknowledges the commit of a transaction that has failed.
    static func hasRolledBack(_ result: OpaquePointer) -> Bool {
        guard let tag = PQcmdStatus(result) else { return false }
        return strcmp(tag, "ROLLBACK") == 0
    }

    /// A `select` has changed none, though the server counts what it found.
    static func rowsChanged(by result: OpaquePointer) -> Int {
        guard let tag = PQcmdStatus(result), tag.pointee != CChar(UInt8(ascii: "S")),
            let count = PQcmdTuples(result), count.pointee != 0
        else { return 0 }
        return atol(count)
    }

    /// The synchronisation has come: whatever the segment did is done for good.
    func end(_ segment: Segment) {
        load -= segment.calls.count
        for call in segment.calls {
            let outcome = call.outcome ?? .failure(Failure(SQLError(.other, detail: "no answer")))
            if segment.kind != .transaction, case .failure(let failure) = outcome, mayRepeat(call, after: failure) {
                call.outcome = nil
                call.isUnsent = false
                call.statement = nil
                if segment.kind == .shared { queue(call) } else { send(Segment(.single, [call])) }
            } else {
                call.end(outcome)
            }
        }
    }

    /// Whether the server has not looked at a call for a reason that has nothing to do with it.
    func mayRepeat(_ call: Call, after failure: Failure) -> Bool {
        switch failure.remedy {
        case .aborted:
            return true
        case .preparation where call.statement != nil && call.repetitions < 3:
            call.repetitions += 1
            return true
        default:
            return false
        }
    }

    func note(_ failure: Failure) {
        if failure.error.code == .connectionLost { lastWords = failure.error.detail }
    }
}
