import EventLoops
import PostgreSQL
import SQL
import ServiceKit

/// Whether the servers of the databases can be reached, let souk in, keep what they have promised to keep, and have what
/// the services need.
struct PostgreSQLCheck: DoctorCheck {
    let title = "PostgreSQL"

    /// What is used of a server is there since 14; the tests run with Debian's.
    private static let oldest = 140_000

    func findings(in patient: Patient) async -> [Finding] {
        var findings: [Finding] = []
        var servers: [PostgreSQLFacts] = []
        var empty: [String] = []
        for (service, url) in patient.databasesOnServers {
            do throws(SQLError) {
                let session = try await patient.servers.session(url)
                let version = try await Self.version(session)
                guard version >= Self.oldest else {
                    findings.append(Self.isOld(version, service.name))
                    continue
                }
                let facts = try await PostgreSQLFacts(
                    of: service.name, version: version, on: session, clock: patient.clock)
                let judgement = PostgreSQLJudgement(facts: facts, isProduction: patient.isProduction).findings
                findings += judgement.isEmpty ? [.good(facts.summary)] : judgement
                servers.append(facts)
                guard try await session.isEmpty else { continue }
                if try await session.isMarked {
                    findings.append(MigrationsCheck.unfinishedCopy(of: service.name))
                } else {
                    empty.append(service.name)
                }
            } catch {
                findings.append(PostgreSQLRefusal(error, of: service.name).finding)
            }
        }
        return findings + connections(servers, patient) + Self.emptiness(empty)
    }

    private static func emptiness(_ services: [String]) -> [Finding] {
        guard !services.isEmpty else { return [] }
        return [
            .note(
                "there is nothing yet in the \(services.count == 1 ? "database" : "databases") of "
                    + services.joined(separator: ", "),
                why: "souk up begins a new shop there", remedy: "souk copy brings one that you have")
        ]
    }

    private static func version(_ session: PostgreSQLSession) async throws(SQLError) -> Int {
        let version = try await session.scalar(
            "select current_setting('server_version_num')::bigint", as: Int.self)
        return version ?? 0
    }

    private static func isOld(_ version: Int, _ service: String) -> Finding {
        .wrong(
            "\(service) is on PostgreSQL \(version / 10_000), older than \(oldest / 10_000)",
            why: "nobody has tested Souk with it, and what it lacks shows in the middle of the work",
            mend: "move the database to a newer server with pg_dump")
    }

    /// Whether the servers take as many connections as this process may open. Others need as many again.
    private func connections(_ all: [PostgreSQLFacts], _ patient: Patient) -> [Finding] {
        let loops = patient.read(Settings.eventLoops) ?? patient.loops?.loops.count ?? 1
        let limits = PostgreSQLDatabase.Limits()
        let each = (limits.readConnections + limits.writeConnections + limits.slowConnections) * loops
        return Dictionary(grouping: all, by: \.server).values.sorted { $0[0].service < $1[0].service }.compactMap {
            services -> Finding? in
            let server = services[0]
            let wanted = services.count * each
            let names = services.map(\.service).joined(separator: ", ")
            let words = "the server of \(names) takes \(server.freeConnections) connections"
            guard wanted > server.freeConnections else {
                return .good("\(words); a process with all of these opens at most \(wanted)")
            }
            return .wrong(
                "\(words), and one process with all of these may open \(wanted)",
                why: "under load, requests wait for a connection that the server refuses",
                mend: "raise max_connections to \(wanted * 2) or more: twice the need lets a new process start before "
                    + "the old one has ended")
        }
    }
}
