import Redis
import ServiceKit

/// Whether the Redis that is configured answers, and is set to be a cache.
struct RedisCheck: DoctorCheck {
    let title = "Redis"

    private static let why = "every answer is loaded from the database, as long as that is so"

    func findings(in patient: Patient) async -> [Finding] {
        guard let url = patient.read(Settings.redisAddress) else { return [] }
        do throws(RedisError) {
            let address = try RedisAddress(url)
            let client = RedisClient(address)
            let result: Result<[String: String], RedisError>
            do throws(RedisError) {
                try await client.ping()
                result = .success(try await Self.information(client))
            } catch {
                result = .failure(error)
            }
            await client.shutdown()
            return judge(try result.get(), address)
        } catch {
            return [
                .wrong(
                    "\(error)", why: Self.why,
                    mend: "start it, or correct REDIS_URL; without REDIS_URL answers are kept in memory")
            ]
        }
    }

    /// What the server says of itself; less of it where the user may not ask.
    private static func information(_ client: RedisClient) async throws(RedisError) -> [String: String] {
        let replies = try await client.send([RedisCommand("INFO", "server"), RedisCommand("INFO", "memory")])
        var facts: [String: String] = [:]
        for line in replies.compactMap(\.bytes).joined(separator: [10]).split(whereSeparator: { $0 == 10 || $0 == 13 })
        {
            let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1).map {
                String(decoding: $0, as: UTF8.self)
            }
            if parts.count == 2 { facts[parts[0]] = parts[1] }
        }
        return facts
    }

    private func judge(_ facts: [String: String], _ address: RedisAddress) -> [Finding] {
        var findings: [Finding] = []
        if let version = facts["redis_version"], LibrariesCheck.isOlder(version, than: "6.0") {
            findings.append(
                .wrong(
                    "\(address) is Redis \(version), older than 6.0", why: "nobody has tested Souk with it",
                    mend: "take a newer one: nothing in it has to be kept"))
        }
        let (limit, policy) = (facts["maxmemory"], facts["maxmemory_policy"])
        if policy == "noeviction", limit != "0" {
            findings.append(
                .wrong(
                    "\(address) throws nothing away when it is full (maxmemory-policy noeviction)",
                    why: "from then on it takes nothing more, and what is asked for is loaded from the database",
                    mend: "set maxmemory-policy allkeys-lru, or another allkeys policy"))
        } else if limit == "0" {
            findings.append(
                .note(
                    "\(address) has no limit to its memory (maxmemory 0)", why: "it may take all of its machine's",
                    remedy: "set maxmemory, such as 256mb, and maxmemory-policy allkeys-lru"))
        }
        guard findings.isEmpty else { return findings }
        return [.good("\(address) answers" + (facts["redis_version"].map { ", Redis \($0)" } ?? ""))]
    }
}
