import Redis
import ServiceKit

/// Whether the Redis that is configured answers.
struct RedisCheck: DoctorCheck {
    let title = "Redis"

    func findings(in patient: Patient) async -> [Finding] {
        guard let url = patient.read(Settings.redisAddress) else { return [] }
        do throws(RedisError) {
            let address = try RedisAddress(url)
            let client = RedisClient(address)
            let failure: RedisError?
            do throws(RedisError) {
                try await client.ping()
                failure = nil
            } catch {
                failure = error
            }
            await client.shutdown()
            if let failure { throw failure }
            return [.good("\(address) answers")]
        } catch {
            return [
                .wrong(
                    "\(error)", why: "every answer is loaded from the database, as long as that is so",
                    mend: "start it, or correct REDIS_URL; without REDIS_URL answers are kept in memory")
            ]
        }
    }
}
