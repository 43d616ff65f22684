/// Tells the steps of the walk, numbered.
struct DemoStory {
    private var step = 0

    mutating func tell(_ what: String, _ outcome: String) {
        step += 1
        let number = step < 10 ? " \(step)" : "\(step)"
        Console.line("\(number). \(what)\n      \(outcome)")
    }
}
