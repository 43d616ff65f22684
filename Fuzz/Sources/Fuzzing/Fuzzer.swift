import Glibc

/// libFuzzer's own loop, which the compiler's runtime brings along.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

/// Runs one target until the time is over or something is found.
enum Fuzzer {
    /// What an input may cost, in seconds of this thread alone: the machine may be busy with other things.
    private static let longestRun = 2.0

    /// Set once, before the loop begins; the loop is single-threaded.
    nonisolated(unsafe) private static var target: any FuzzTarget.Type = JSONFuzz.self

    static func run(_ target: any FuzzTarget.Type, arguments: [String]) -> Never {
        self.target = target
        var count = Int32(arguments.count)
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        let status = pointers.withUnsafeMutableBufferPointer { buffer in
            var start = buffer.baseAddress
            return runDriver(&count, &start) { bytes, count in
                Fuzzer.runOnce(UnsafeBufferPointer(start: bytes, count: count))
                return 0
            }
        }
        exit(status)
    }

    private static func runOnce(_ bytes: UnsafeBufferPointer<UInt8>) {
        let input = FuzzInput(expanding: bytes)
        let start = secondsOfThread()
        target.run(input)
        let elapsed = secondsOfThread() - start
        expect(elapsed < longestRun, "\(input.bytes.count) bytes took \(elapsed) seconds")
    }

    private static func secondsOfThread() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
