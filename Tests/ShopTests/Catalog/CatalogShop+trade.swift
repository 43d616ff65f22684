import Catalog
import Contracts
import EventLoops
import SQL
import TestSupport
import Values

extension CatalogShop {
    struct Refused: Error {
        let faults: [ImportFault]
    }

    /// Checks a file, in small pieces.
    func checked(
        _ text: String, seller: UserID? = nil, stage: any Database
    ) async throws -> (plan: ImportPlan, stage: any Database) {
        var check = try await service.trade.check(stage: stage, sellerID: seller)
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: 100) {
            try await check.read(Array(bytes[start..<min(start + 100, bytes.count)]))
        }
        return (try await check.end(), stage)
    }

    func checked(_ text: String, seller: UserID? = nil) async throws -> (plan: ImportPlan, stage: any Database) {
        try await withTemporaryStage { stage in try await checked(text, seller: seller, stage: stage) }
    }

    /// Imports a file that has no fault.
    @discardableResult
    func importFile(_ text: String, seller: UserID? = nil) async throws -> ImportPlan {
        try await withTemporaryStage { stage in
            let plan = try await checked(text, seller: seller, stage: stage).plan
            guard plan.faults.isEmpty else { throw Refused(faults: plan.faults.first) }
            try await service.trade.run(stage: stage, sellerID: seller).write(
                plan, at: .alone, progress: { _ in }, isStopped: { false })
            return plan
        }
    }

    func exported(seller: UserID? = nil) async throws -> String {
        var bytes: [UInt8] = []
        try await service.trade.export(soldBy: seller) { part, _ in bytes += part }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A database for the lines of one file: of a process's own, whatever the shop's are.
func withTemporaryStage<Result: Sendable>(_ body: (any Database) async throws -> Result) async throws -> Result {
    try await DatabaseEngine.sqlite.withDatabase(Trade.stageMigrations) { try await body($0) }
}
