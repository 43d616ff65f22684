import CPostgreSQL
import EventLoops
import SQL

/// What goes to the server.
extension Connection {
    /// Adds a read of one of many callers, to be sent before the loop sleeps.
    func queue(_ call: Call) {
        guard state == .ready else {
            return call.end(.failure(Failure(SQLError(.connectionLost, detail: lastWords ?? ""), .untouched)))
        }
        load += 1
        // What sends them may have had its turn in this round of the loop: so there is another.
        if queued.isEmpty { loop.execute {} }
        queued.append(call)
    }

    /// Sends what was queued in this round of the loop.
    func sendQueued() {
        guard !queued.isEmpty else { return }
        let calls = queued
        queued.removeAll(keepingCapacity: true)
        forget()
        var start = 0
        while start < calls.count {
            let end = min(start + Self.longestSegment, calls.count)
            load -= end - start
            send(Segment(.shared, start == 0 && end == calls.count ? calls : Array(calls[start..<end])))
            start = end
        }
    }

    /// Sends a statement that stands alone.
    func run(_ query: Query) async -> Outcome {
        uses += 1
        return await withUnsafeContinuation { continuation in
            forget()
            send(Segment(.single, [Call(query, .task(continuation))]))
        }
    }

    /// Undoes a transaction. A request to stop one of its statements has arrived before: it would stop this instead, and the
    /// transaction would still be there for whoever is given the connection next.
    ///
    /// The server is not told what to forget: within a transaction that has failed it would not listen.
    func rollBack() async {
        let _: Outcome = await withUnsafeContinuation { continuation in
            whenNotCancelling { [self] in
                uses += 1
                send(Segment(.single, [Call("rollback", .task(continuation))]))
            }
        }
    }

    /// Sends the last statements of a transaction together: none is done after one that fails.
    /// - Returns: what came of the last of them.
    func run(inTransaction calls: [Call], then last: Query) async -> Outcome {
        uses += 1
        return await withUnsafeContinuation { continuation in
            send(inTransaction: calls + [Call(last, .task(continuation))])
        }
    }

    /// Sends statements of a transaction.
    func send(inTransaction calls: [Call]) {
        send(Segment(.transaction, calls))
    }

    func send(_ segment: Segment) {
        load += segment.calls.count
        lastUse = loop.milliseconds
        guard state == .ready, let handle else {
            load -= segment.calls.count
            let failure = Failure(SQLError(.connectionLost, detail: lastWords ?? ""), .untouched)
            for call in segment.calls { call.end(.failure(failure)) }
            return
        }
        if segments.isEmpty { progress = lastUse }
        segments.append(segment)
        var refusal: SQLError?
        for call in segment.calls {
            do throws(SQLError) {
                // What comes in a transaction after something that cannot be sent is not done either.
                if let refusal, segment.kind == .transaction { throw refusal }
                guard try send(call, handle) else { return end(lost()) }
            } catch {
                refusal = error
                // Nothing was sent: the call keeps its place, and is passed over when its turn to be answered comes.
                call.outcome = .failure(Failure(error))
                call.isUnsent = true
            }
        }
        guard PQpipelineSync(handle) == 1 else { return end(lost()) }
        flush()
    }

    /// False when the connection is broken.
    func send(_ call: Call, _ handle: OpaquePointer) throws(SQLError) -> Bool {
        let query = call.query
        try parameters.fill(query)
        let count = CInt(query.binds.count)
        guard call.isKept, let (statement, isNew) = statements.statement(for: query) else {
            let types = query.binds.map(\.type)
            return PQsendQueryParams(
                handle, query.numberedText, count, types, parameters.values, parameters.lengths, parameters.formats, 1)
                == 1
        }
        call.statement = statement
        if isNew {
            let types = query.binds.map(\.type)
            guard PQsendPrepare(handle, statement.name, query.numberedText, count, types) == 1 else { return false }
            call.preparing = statement
        }
        return PQsendQueryPrepared(
            handle, statement.name, count, parameters.values, parameters.lengths, parameters.formats, 1) == 1
    }

    /// Tells the server which statements are not kept any more. Not within a transaction, which would fail with it.
    func forget() {
        guard !statements.forgotten.isEmpty else { return }
        for name in statements.takeForgotten() {
            let call = Call("deallocate \(unescaped: name)", .nobody)
            call.isKept = false
            send(Segment(.single, [call]))
        }
    }

    func flush() {
        guard let handle else { return }
        let rest = PQflush(handle)
        guard rest >= 0 else { return end(lost()) }
        watcher?.want(read: true, write: rest == 1)
    }
}
