import Testing

@testable import RabbitMQ

@Suite("Queues that are looked through before they are consumed")
struct ProbationTests {
    @Test("What came back is tried one at a time; the first event that did not come back lets its queue pass")
    func inTurn() {
        var probation = Probation()
        let (now, later) = (ContinuousClock.now, ContinuousClock.now + .seconds(10))
        probation.add("catalog")
        probation.add("mail")
        #expect(probation.next(at: now) == "catalog")
        #expect(probation.next(at: now) == nil, "the answer is awaited")
        #expect(probation.tryOut(1, until: later) == "catalog")
        #expect(probation.next(at: now) == nil, "its handler has not returned")
        probation.settled(7)
        #expect(probation.next(at: now) == nil, "another handler's outcome says nothing")
        probation.settled(1)
        #expect(probation.next(at: now) == "catalog")
        #expect(probation.tryOut(2, until: later) == "catalog")
        #expect(probation.pass() == "catalog")
        #expect(probation.next(at: now) == "mail", "an event of a queue that has passed is not waited for")
        #expect(probation.pass() == "mail")
        #expect(probation.next(at: now) == nil)
    }

    @Test("A queue that comes later is looked through as well")
    func comesLater() {
        var probation = Probation()
        let now = ContinuousClock.now
        #expect(probation.next(at: now) == nil)
        #expect(probation.pass() == nil)
        probation.add("mail")
        #expect(probation.next(at: now) == "mail")
    }

    @Test("A handler that does not end is waited for until its time is over")
    func hanging() {
        var probation = Probation()
        let (now, later) = (ContinuousClock.now, ContinuousClock.now + .seconds(10))
        probation.add("mail")
        #expect(probation.next(at: now) == "mail")
        #expect(probation.tryOut(1, until: later) == "mail")
        #expect(probation.patience == later)
        #expect(probation.next(at: now) == nil)
        #expect(probation.next(at: later) == "mail")
        #expect(probation.patience == nil)
    }
}
