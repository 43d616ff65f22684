/// What waits on a loop: a piece of a Swift task, or a plain closure.
enum LoopWork {
    case job(UnownedJob)
    case closure(@Sendable () -> Void)
}
