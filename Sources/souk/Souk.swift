import EventLoops
import Glibc

/// The program: picks the command, reads the configuration, runs it on the event loops.
@main
struct Souk {
    static let version = "0.1.0"

    // Synchronous, so that nothing here is bound to the main thread: it only waits for signals.
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let code: Int32
        do {
            let invocation = try Invocation(arguments)
            code = EventLoopGroup.runMain(count: try invocation.loopCount) { loops in
                await invocation.run(on: loops)
            }
        } catch {
            Console.error("souk: \(error)")
            code = ExitCode.usage
        }
        exit(code)
    }
}

/// As in sysexits.h.
enum ExitCode {
    static let success: Int32 = 0
    static let failure: Int32 = 1
    static let usage: Int32 = 64
}
