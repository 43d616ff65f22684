import Observability
import SQL
import ServiceKit

/// The copy of one service's database: a session on either side.
struct ServiceCopy: Sendable {
    let service: any ShopService.Type
    let source: any DatabaseSession
    let target: any DatabaseSession
    let targetAddress: DatabaseAddress

    /// How a target is found.
    enum State: Sendable {
        /// It has no rows.
        case empty
        /// A copy has not ended that was filling it.
        case unfinished
        /// It has rows of its own.
        case filled
        /// It has the same rows as the source, and will give out no id that the source has given out.
        case done
    }

    private var objects: MigratedObjects { MigratedObjects(of: service.migrations, on: target.dialect) }

    // MARK: The source

    /// Begins to read: from here on the source is seen as it is now, and nobody can change it.
    func beginReading() async throws {
        try await requireVersion()
        switch source.dialect.engine {
        case .sqlite:
            try await source.execute("begin immediate")
        case .postgresql:
            let names = try await TableCatalogue(of: source).tables.map { CopyTable.quoted($0.name) }
            try await source.execute("begin isolation level repeatable read, read only")
            try await holdOutWriters(of: names)
        }
    }

    /// It has to come first: what is seen is the moment of the first statement that reads, and a writer that was waited for
    /// has written by then.
    private func holdOutWriters(of names: [String]) async throws {
        do {
            try await source.execute("lock table \(unescaped: names.joined(separator: ", ")) in share mode")
        } catch {
            guard error.code == .busy else { throw error }
            throw Solitude.Disturbed(service: service.name, others: ["a transaction that writes"])
        }
    }

    private func requireVersion() async throws {
        let status = try await Migrator().status(of: service.migrations, on: source)
        let strange = status.unknown + status.changed
        guard strange.isEmpty else {
            throw WrongVersion(
                service: service.name, what: "was made by another version (\(strange.joined(separator: ", ")))",
                remedy: "copy with that version")
        }
        guard status.pending.isEmpty else {
            throw WrongVersion(
                service: service.name, what: "is of an older version", remedy: "souk migrate brings it up to date")
        }
        try await CopyMark.requireNone(in: source, of: service.name)
    }

    // MARK: The target

    func state() async throws -> State {
        let status = try await Migrator().status(of: service.migrations, on: target)
        guard status.unknown.isEmpty else {
            throw WrongVersion(
                service: service.name, what: "to copy into was made by a newer version", remedy: "take an empty one")
        }
        let isCurrent = status.pending.isEmpty && status.changed.isEmpty
        let hasRows = try await objects.hasRows(in: target)
        if hasRows, isCurrent, try await isSame() { return .done }
        if try await CopyMark.exists(in: target) { return .unfinished }
        return hasRows ? .filled : .empty
    }

    private func isSame() async throws -> Bool {
        for table in try await tables() {
            let (here, there) = (
                try await TableDigest.of(table, in: source), try await TableDigest.of(table, in: target)
            )
            guard here == there else { return false }
            guard let counted = table.counted else { continue }
            let given = try await Counters.value(of: table, column: counted, in: source)
            guard try await Counters.value(of: table, column: counted, in: target) >= given else { return false }
        }
        return true
    }

    private func tables() async throws -> [CopyTable] {
        try await TableCatalogue(of: source).tables(in: TableCatalogue(of: target), of: service.name)
    }

    /// Empties the target, gives it this version's schema and all rows, in one transaction, and compares.
    /// - Parameter progress: told the number of rows that are to come, then that of each page.
    /// - Returns: how many rows each table has.
    func fill(_ progress: (_ total: Int, _ more: Int) -> Void) async throws -> [CopiedTable] {
        try await objects.remove(from: target)
        try await targetAddress.withDatabase { _ = try await Migrator().run(service.migrations, on: $0) }
        let tables = try await tables()
        var total = 0
        for table in tables {
            total += try await source.scalar("select count(*) from \(unescaped: table.quotedName)") ?? 0
        }
        progress(total, 0)
        if target.dialect.engine == .sqlite { try await target.execute("pragma foreign_keys = off") }
        try await target.execute("begin")
        do {
            let copied = try await write(tables) { progress(total, $0) }
            try FailPoints.crash(at: "copy.before_commit")
            try await target.execute("commit")
            try await learn(tables)
            return copied
        } catch {
            _ = try? await target.execute("rollback")
            throw error
        }
    }

    /// The server would look at its new tables by itself after a minute, and until then read them in odd ways.
    private func learn(_ tables: [CopyTable]) async throws {
        guard target.dialect.engine == .postgresql else { return }
        let names = tables.map(\.quotedName).joined(separator: ", ")
        try await target.execute("analyze \(unescaped: names)")
    }

    private func write(_ tables: [CopyTable], _ progress: (Int) -> Void) async throws -> [CopiedTable] {
        let derived = try await DerivedParts(of: tables, in: target)
        try await derived.putAside(in: target)
        var digests: [TableDigest] = []
        for table in tables {
            let writer = TableWriter(table, in: target)
            var pages = TablePages(table, in: source)
            var digest = TableDigest()
            while true {
                let rows = try await pages.next()
                guard !rows.isEmpty else { break }
                try await writer.write(rows)
                for row in rows { digest.add(row) }
                progress(rows.count)
                try FailPoints.crash(at: "copy.in_the_middle")
            }
            digests.append(digest)
            guard let counted = table.counted else { continue }
            let value = try await Counters.value(of: table, column: counted, in: source)
            try await Counters.set(value, of: table, column: counted, in: target)
        }
        try await derived.setAgain(in: target)
        for (table, digest) in zip(tables, digests) {
            guard try await TableDigest.of(table, in: target) == digest else {
                throw Difference(service: service.name, table: table.name)
            }
        }
        try await requireReferences()
        return zip(tables, digests).map { CopiedTable(service: service.name, table: $0.name, rows: $1.rows) }
    }

    /// PostgreSQL has looked when the references were set again.
    private func requireReferences() async throws {
        guard target.dialect.engine == .sqlite else { return }
        let broken = try await target.first("pragma foreign_key_check") { try $0.get("table", as: String.self) }
        if let broken { throw Difference(service: service.name, table: broken) }
    }
}

/// What was copied of a table.
struct CopiedTable: Sendable, Equatable {
    let service: String
    let table: String
    let rows: Int
}

/// A source or a target is not of this version.
struct WrongVersion: Error, CustomStringConvertible {
    let service: String
    let what: String
    let remedy: String
    var description: String { "the database of \(service) \(what): \(remedy)" }
}

/// What was written is not what was read, or points to nothing.
struct Difference: Error, CustomStringConvertible {
    let service: String
    let table: String
    var description: String { "\(table) of \(service) was not copied as it is; nothing of \(service) was kept" }
}
