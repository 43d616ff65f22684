import Testing

@testable import ServiceKit

@Suite("Retry budget")
struct RetryBudgetTests {
    @Test("What is saved up may be spent at once; then a fifth of the calls may be repeated")
    func share() {
        var budget = RetryBudget(share: 0.2, store: 10)
        var repeats = 0
        func call() {
            budget.earn()
            guard budget.isOpen else { return }
            budget.spend()
            repeats += 1
        }
        for _ in 1...10 { call() }
        #expect(repeats == 10)
        repeats = 0
        for _ in 1...1_000 { call() }
        #expect((199...212).contains(repeats))
        for _ in 1...1_000 { budget.earn() }
        repeats = 0
        for _ in 1...20 { call() }
        #expect(repeats <= 14, "no more is saved up than there is room for")
    }
}
