import EventLoops
import Testing

@Suite("An attempt without a task")
struct AttemptTests {
    private struct Broken: Error {}

    /// What an attempt came to, nil where it takes a task; empty as long as nothing has come.
    private func outcomes<Value>(of attempt: Attempt<Value>) -> [Value?] {
        switch attempt {
        case .done(let value): return [value]
        case .impossible: return [nil]
        case .promised(let promise):
            var outcomes: [Value?] = []
            promise.whenEnded { outcomes.append($0) }
            return outcomes
        }
    }

    @Test("What is there is used within the call, and what that throws is thrown")
    func done() throws {
        #expect(outcomes(of: try Attempt.done(2).map { $0 * 2 }) == [4])
        #expect(outcomes(of: try Attempt.done(2).then { Attempt<String>("\($0)") }) == ["2"])
        #expect(throws: Broken.self) { try Attempt.done(2).map { _ in throw Broken() } }
    }

    @Test("What takes a task asks nothing further")
    func impossible() throws {
        let attempt: Attempt<Int> = .impossible
        #expect(outcomes(of: try attempt.map { number -> Int in throw Broken() }) == [nil])
        #expect(Attempt<Int>(nil).isImpossible)
        #expect(!Attempt(1).isImpossible)
    }

    @Test("What is promised goes on when it comes, through as many steps as there are")
    func promised() throws {
        let (first, second) = (Promise<Int>(), Promise<Int>())
        var steps: [Int] = []
        let attempt = try Attempt.promised(first)
            .map { number in
                steps.append(number)
                return number + 1
            }
            .then { _ in .promised(second) }
            .map { "\($0)" }
        #expect(steps.isEmpty)
        first.end(with: 1)
        #expect(steps == [1])
        second.end(with: 7)
        #expect(outcomes(of: attempt) == ["7"])
    }

    @Test("What fails after the call takes a task, which says why", arguments: 0..<3)
    func failed(step: Int) throws {
        let promise = Promise<Int>()
        let attempt = try Attempt.promised(promise)
            .map { number in if step == 0 { throw Broken() } else { number } }
            .then { step == 1 ? .impossible : .done($0) }
        promise.end(with: step == 2 ? nil : 1)
        #expect(outcomes(of: attempt) == [nil])
    }
}
