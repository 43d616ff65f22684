import Glibc
import Observability
import Testing

struct FailPointsTests {
    @Test("A place that nobody asked for is passed")
    func quiet() throws {
        try FailPoints.crash(at: "tests.nowhere")
    }

    @Test("A test ends the work at one place, and at no other")
    func injected() throws {
        try FailPoints.$injected.withValue(.throwing(at: "tests.second")) {
            try FailPoints.crash(at: "tests.first")
            #expect(throws: SimulatedCrash(place: "tests.second")) {
                try FailPoints.crash(at: "tests.second")
            }
        }
    }

    @Test("The environment's place kills the process without a farewell")
    func killed() async {
        await #expect(processExitsWith: .exitCode(137)) {
            setenv("SOUK_FAIL_POINT", "tests.deadly:2", 1)
            try FailPoints.crash(at: "tests.deadly")
            try FailPoints.crash(at: "tests.deadly")
        }
    }
}
