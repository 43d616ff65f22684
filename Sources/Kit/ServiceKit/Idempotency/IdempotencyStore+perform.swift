public import HTTP
public import SQL

extension IdempotencyStore {
    /// Runs an effect of a single transaction at most once for each key.
    ///
    /// A refusal rolls the effect back and is stored by itself where it is an outcome.
    /// - Returns: the outcome of this run, or of the run that came first.
    public func perform(
        _ request: IdempotentRequest?, in database: any Database,
        _ effect: @escaping @Sendable (any Transaction) async throws -> HTTPResponse
    ) async throws -> HTTPResponse {
        do {
            return try await database.transaction { transaction in
                switch try await begin(request, in: transaction) {
                case .fresh(let ticket), .resumed(let ticket):
                    let response = try await effect(transaction)
                    try await finish(ticket, try IdempotentOutcome(response), in: transaction)
                    return response
                case .settled(let outcome):
                    return try outcome.replay()
                }
            }
        } catch {
            guard let request, let problem = Problem.problem(of: error), isStored(.problem(problem)),
                !problem.fields.contains(.idempotentReplayed)
            else { throw error }
            return try await store(problem, of: request, in: database)
        }
    }

    /// The same for an effect that needs something from others first.
    ///
    /// A request that was answered before is answered again without asking them.
    func perform<Prepared: Sendable>(
        _ request: IdempotentRequest?, in database: any Database,
        preparing: () async throws -> Prepared,
        _ effect: @escaping @Sendable (Prepared, any Transaction) async throws -> HTTPResponse
    ) async throws -> HTTPResponse {
        if let outcome = try await outcome(of: request, in: database) { return try outcome.replay() }
        let prepared: Prepared
        do {
            prepared = try await preparing()
        } catch let refusal as Problem {
            // The first request with the key may have had its effect since: then this is what it refuses.
            guard let outcome = try await outcome(of: request, in: database) else { throw refusal }
            return try outcome.replay()
        }
        return try await perform(request, in: database) { transaction in try await effect(prepared, transaction) }
    }

    /// Stores a refusal. If another run of the same key has come to an end meanwhile, that one counts.
    private func store(
        _ problem: Problem, of request: IdempotentRequest, in database: any Database
    ) async throws -> HTTPResponse {
        try await database.transaction { transaction in
            switch try await begin(request, in: transaction) {
            case .fresh(let ticket), .resumed(let ticket):
                try await finish(ticket, .problem(problem), in: transaction)
                return nil
            case .settled(let outcome):
                return try outcome.replay()
            }
        } ?? { throw problem }()
    }
}
