import Contracts
import EventLoops
import HTTP
import SQL
import Values

/// Writes what a check has set aside: through the same code as the API, so with the same rules and the same events.
public struct ImportRun: Sendable {
    /// How long one transaction of an import may hold the catalog up.
    public enum Pace: Sendable {
        /// Nobody else is there.
        case alone
        /// A shop is open beside it: short transactions, and as much time for others after each.
        case besideShop

        var batch: Int {
            switch self {
            case .alone: 250
            case .besideShop: 25
            }
        }
    }

    /// An import that has ended before its end. What is in stays; the same file may be imported again.
    public struct Interrupted: Error, CustomStringConvertible {
        public let done: Int
        public let reason: String

        public var description: String {
            "\(reason); \(done) products are in, and importing the same file again goes on from there"
        }
    }

    private struct Refused: Error {
        let line: Int
        let problem: Problem
    }

    let trade: Trade
    let stage: ImportStage
    let sellerID: UserID?

    /// - Parameters:
    ///   - progress: told after each step how many products are in.
    ///   - isStopped: asked before each step whether to go on.
    public func write(
        _ plan: ImportPlan, at pace: Pace, progress: (Int) -> Void, isStopped: () -> Bool
    ) async throws {
        let made = try await makeCategories(plan.categories)
        var done = 0
        var line = 0
        while true {
            let rows = try await stage.rows(after: line, limit: pace.batch)
            guard let last = rows.last else { return }
            if isStopped() { throw Interrupted(done: done, reason: "stopped") }
            let start = ContinuousClock.now
            do {
                try await write(rows, in: made)
            } catch let refused as Refused {
                let problem = refused.problem
                let reason = problem.errors.first?.sentence ?? problem.detail ?? problem.title
                throw Interrupted(done: done, reason: "line \(refused.line): the shop has changed meanwhile: \(reason)")
            } catch {
                throw Interrupted(done: done, reason: "\(error)")
            }
            line = last.line
            done += rows.count
            progress(done)
            if pace == .besideShop { try await Sleep.for(ContinuousClock.now - start) }
        }
    }

    private func makeCategories(_ plans: [CategoryForest.Plan]) async throws -> [CategoryID] {
        guard !plans.isEmpty else { return [] }
        return try await trade.database.transaction { [categories = trade.categories] transaction in
            var made: [CategoryID] = []
            for plan in plans {
                let parent: CategoryID? =
                    switch plan.parent {
                    case nil: nil
                    case .existing(let id): id
                    case .planned(let number): made[number]
                    }
                let category = try await categories.create(
                    NewCategory(name: plan.name, parentID: parent), in: transaction)
                made.append(category.id)
            }
            return made
        }
    }

    private func write(_ rows: [ProductRow], in made: [CategoryID]) async throws {
        try await trade.database.transaction { transaction in
            // All of them in one order, whatever order they have in the file.
            try await transaction.lock(
                """
                select 1 from stock s join products p on p.id = s.product_id
                where p.sku in \(list: rows.map(\.sku)) order by p.id
                """)
            // Asked anew: the shop may have changed since the check.
            let known = try await KnownProducts(rows.map(\.sku), in: transaction)
            for row in rows {
                let category = row.plannedCategory.map { made[$0] } ?? row.category
                do {
                    try await write(row, over: known[row.sku]?.product.id, in: category, transaction)
                } catch let problem as Problem {
                    throw Refused(line: row.line, problem: problem)
                }
            }
        }
    }

    private func write(
        _ row: ProductRow, over id: ProductID?, in category: CategoryID?, _ transaction: any Transaction
    ) async throws {
        if let id {
            try await trade.editor.change(id, row.change(in: category), of: sellerID, in: transaction)
        } else if let category, let new = row.new(in: category) {
            try await trade.editor.create(new, soldBy: sellerID, in: transaction)
        } else {
            throw Problem.notFound
        }
    }
}
