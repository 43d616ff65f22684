import Caching
import EventLoops
import Redis
import ServiceKit

/// Where the catalog keeps its answers: in Redis where one is named, and all instances share them; else in this process.
struct ShopCache: Sendable {
    let cache: any Cache
    private let shared: (client: RedisClient, cache: RedisCache)?

    init(_ configuration: Configuration) throws {
        guard let url = try configuration.readIfSet(Settings.redisAddress) else {
            let bytes = try configuration.read(Settings.cacheMegabytes) << 20
            (cache, shared) = (MemoryCache(limits: CacheLimits(bytes: bytes)), nil)
            return
        }
        let address: RedisAddress
        do throws(RedisError) {
            address = try RedisAddress(url)
        } catch {
            throw ConfigurationError(Settings.redisAddress.name, "\(error)")
        }
        let client = RedisClient(address)
        let cache = RedisCache(client, prefix: "souk:catalog", version: Souk.version)
        (self.cache, shared) = (cache, (client, cache))
    }

    /// Waits a moment for what was invalidated last: a command may end right after its commit.
    func close() async {
        guard let shared else { return }
        await shared.cache.drain(within: .milliseconds(500))
        await shared.client.shutdown()
    }
}
