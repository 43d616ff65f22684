import Glibc

// souk-fuzz NAME [libFuzzer's options and folders]; without a name it lists the targets.

guard let name = CommandLine.arguments.dropFirst().first, let target = FuzzTargets.named(name) else {
    for target in FuzzTargets.all { print(target.name) }
    exit(CommandLine.arguments.count > 1 ? 2 : 0)
}
Fuzzer.run(target, arguments: [CommandLine.arguments[0]] + CommandLine.arguments.dropFirst(2))
