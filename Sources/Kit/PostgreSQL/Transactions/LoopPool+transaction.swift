import EventLoops
import SQL

extension LoopPool {
    private static let commit: Query = "commit"

    /// Runs a body in a transaction, again where the server has sacrificed it to another one.
    func transaction<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) async throws -> Value
    ) async throws -> Value {
        var attempt = 0
        while true {
            attempt += 1
            let connection = try await takeForTransaction()
            let result = await attemptTransaction(body, on: connection)
            writes.give(back: connection)
            switch result {
            case .success(let value): return value
            case .failure(let failure):
                if (failure.shown as? SQLError)?.code == .cancelled { throw CancellationError() }
                guard failure.mayRepeat, attempt < attempts else { throw failure.shown }
                if failure.isSacrifice { await pause(before: attempt) }
            }
        }
    }

    private func takeForTransaction() async throws -> Connection {
        switch await writes.take() {
        case .success(let connection): return connection
        case .failure(let failure):
            if failure.error.code == .cancelled { throw CancellationError() }
            throw failure.error
        }
    }

    /// Why a transaction came to nothing.
    fileprivate struct Failed: Error {
        let shown: any Error
        var mayRepeat = false
        var isSacrifice = false
        var leavesDoubt: Bool { (shown as? SQLError)?.code == .outcomeUnknown }
    }

    private func attemptTransaction<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) async throws -> Value, on connection: Connection
    ) async -> Result<Value, Failed> {
        let value = Lock<Result<Value, any Error>?>(nil)
        let run = TransactionRun(on: connection)
        let end = await withTaskCancellationHandler {
            await run.run { transaction in
                let result: Result<Value, any Error>
                do { result = .success(try await body(transaction)) } catch { result = .failure(error) }
                value.withLock { $0 = result }
            }
        } onCancel: {
            run.cancel()
        }
        let outcome = value.withLock { $0 } ?? .failure(SQLError(.suspendedInTransaction))
        let error: (any Error)? =
            if end.isSuspended { SQLError(.suspendedInTransaction) } else if case .failure(let thrown) = outcome {
                thrown
            } else { end.doom?.error }
        if let error {
            if end.hasBegun { await connection.rollBack() }
            return .failure(Failed(error, of: end))
        }
        if end.hasBegun || end.hasAhead, let failed = await commit(end, of: run, on: connection) {
            // What may have been done is told as well: whoever keeps what was before has to look again.
            if failed.leavesDoubt { for hook in end.hooks { hook() } }
            return .failure(failed)
        }
        for hook in end.hooks { hook() }
        do { return .success(try outcome.get()) } catch { return .failure(Failed(shown: error)) }
    }

    /// Nil where everything is done for good.
    private func commit(_ end: TransactionRun.End, of run: TransactionRun, on connection: Connection) async -> Failed? {
        guard connection.state == .ready else {
            // What is not sent is not done.
            let failure = Failure(connection.lost(), .untouched)
            return Failed(failure.error, doomedBy: failure, hasAnswer: end.hasAnswer)
        }
        let outcome = await connection.run(inTransaction: run.takeAhead(), then: Self.commit)
        // By now all that was sent before has been answered, or nothing more will be. Where something of it failed the server
        // has acknowledged the commit all the same or has not looked at it, and has undone everything.
        if let doom = run.doom, !doom.leavesDoubt {
            if connection.isInTransaction { await connection.rollBack() }
            return Failed(doom.error, doomedBy: doom, hasAnswer: end.hasAnswer)
        }
        guard case .failure(let failure) = outcome else { return nil }
        // The server did not know the statement any more.
        if connection.isInTransaction { await connection.rollBack() }
        return Failed(committing: failure)
    }
}

extension LoopPool.Failed {
    fileprivate init(_ error: any Error, of end: TransactionRun.End) {
        self.init(error, doomedBy: end.isSuspended ? nil : end.doom, hasAnswer: end.hasAnswer)
    }

    fileprivate init(_ error: any Error, doomedBy doom: Failure?, hasAnswer: Bool) {
        shown = error
        switch doom?.remedy {
        case .repetition: (mayRepeat, isSacrifice) = (true, true)
        case .preparation: mayRepeat = true
        // The connection was dead before: the body has seen nothing, and without a commit nothing was done.
        case .reconnection, .untouched: mayRepeat = !hasAnswer
        case .none?, .aborted, .silence, nil: break
        }
    }

    fileprivate init(committing failure: Failure) {
        switch failure.remedy {
        case .repetition:
            self.init(shown: failure.error, mayRepeat: true, isSacrifice: true)
        case .preparation:
            self.init(shown: failure.error, mayRepeat: true)
        case .reconnection, .untouched, .silence:
            // Also what the server says last says nothing of a commit that had begun.
            self.init(shown: SQLError(.outcomeUnknown, detail: failure.error.detail, statement: "commit"))
        case .none, .aborted:
            self.init(shown: failure.error)
        }
    }
}
