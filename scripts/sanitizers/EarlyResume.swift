import Glibc

// Proof for thread.suppressions: continuations are resumed by another thread before their task waits for them, by
// nothing but the standard library, which promises that what follows the wait comes after the resumption.
// ThreadSanitizer reports a race inside of `UnsafeContinuation.resume` all the same.

private typealias Continuation = UnsafeContinuation<Result<Int, Never>, Never>

@inline(never)
private func resumeEarly() async -> Int {
    let result = await withUnsafeContinuation { (continuation: Continuation) in
        let argument = UnsafeMutablePointer<Continuation>.allocate(capacity: 1)
        argument.initialize(to: continuation)
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { argument in
                argument?.assumingMemoryBound(to: Continuation.self).pointee.resume(returning: .success(1))
                argument?.deallocate()
                return nil
            }, argument)
        pthread_detach(thread)
        // By now the other thread has resumed. To wait for it by a join or a lock would hide what is to be shown.
        usleep(20_000)
    }
    return result.get()
}

@inline(never)
private func resumeManyEarly() async -> Int {
    var sums: [Int] = []
    for _ in 0..<20 { sums.append(await resumeEarly() + (sums.last ?? 0)) }
    return sums.last ?? 0
}

@main
struct EarlyResume {
    static func main() async {
        print(await Task.detached { await resumeManyEarly() }.value)
    }
}
