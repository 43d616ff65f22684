public import EventLoops

/// Looks a name up on a thread of its own: a server of names that does not answer holds it for seconds, and no loop.
public enum PatientLookup {
    /// What comes of a lookup; nil if the task is cancelled before. The thread goes on then, as the system cannot be told
    /// to stop, and nobody hears of what it finds.
    public static func answer(
        for host: String, by lookUp: @escaping HostWatch.Lookup = HostAddresses.find
    ) async -> Result<[String], HostAddresses.Unknown>? {
        let answer = Lock<Result<[String], HostAddresses.Unknown>?>(nil)
        let answered = ShutdownSignal()
        do throws(EventLoopError) {
            _ = try SystemThread(name: "names") {
                let found: Result<[String], HostAddresses.Unknown>
                do throws(HostAddresses.Unknown) {
                    found = .success(try lookUp(host))
                } catch {
                    found = .failure(error)
                }
                answer.withLock { $0 = found }
                answered.raise()
            }
        } catch {
            return .failure(HostAddresses.Unknown(host: host, reason: "\(error)"))
        }
        await answered.wait()
        return answer.withLock { $0 }
    }
}
