import Testing

@testable import Observability

struct MetricsTests {
    let registry = MetricsRegistry()

    private var text: String { String(decoding: registry.prometheusText(), as: UTF8.self) }

    @Test("Counters and gauges are written in order of their names")
    func countersAndGauges() {
        let placed = registry.counter("orders_placed_total", help: "Orders that were accepted.")
        placed.increment()
        placed.increment(by: 2)
        let waiting = registry.gauge("events_waiting", help: "Events not yet sent.")
        waiting.set(4)
        waiting.increment(by: 0.5)
        waiting.decrement(by: 2)
        #expect(
            text == """
                # HELP events_waiting Events not yet sent.
                # TYPE events_waiting gauge
                events_waiting 2.5
                # HELP orders_placed_total Orders that were accepted.
                # TYPE orders_placed_total counter
                orders_placed_total 3

                """)
    }

    @Test("A histogram counts into cumulative buckets, a bound included")
    func histogram() {
        let family = registry.histogram(
            "request_seconds", help: "Time.", labels: ["route"], buckets: [0.1, 1])
        let route = family.labelled("/products/{id}")
        route.record(0.1)
        route.record(.milliseconds(500))
        route.record(3.0)
        #expect(
            text == """
                # HELP request_seconds Time.
                # TYPE request_seconds histogram
                request_seconds_bucket{route="/products/{id}",le="0.1"} 1
                request_seconds_bucket{route="/products/{id}",le="1"} 2
                request_seconds_bucket{route="/products/{id}",le="+Inf"} 3
                request_seconds_sum{route="/products/{id}"} 3.6
                request_seconds_count{route="/products/{id}"} 3

                """)
    }

    @Test("Label values and help are escaped")
    func escaping() {
        registry.counter("odd_total", help: "a\\b\nc \"d\"", labels: ["text"]).labelled("x\"\\\ny").increment()
        #expect(text.contains("# HELP odd_total a\\\\b\\nc \"d\"\n"))
        #expect(text.contains(#"odd_total{text="x\"\\\ny"} 1"#))
    }

    @Test("The same name and labels give the same instrument")
    func identity() {
        let first = registry.counter("refused_total", help: "", labels: ["reason"]).labelled("stock")
        let second = registry.counter("refused_total", help: "", labels: ["reason"]).labelled("stock")
        #expect(first === second)
    }

    @Test("Label sets beyond the bound are counted together")
    func bound() {
        let family = registry.counter("visits_total", help: "", labels: ["path"])
        for number in 0..<(MetricsRegistry.seriesLimit + 50) {
            family.labelled("/\(number)").increment()
        }
        #expect(family.labelled("_other").value == 50)
        #expect(text.split(separator: "\n").count == MetricsRegistry.seriesLimit + 3)
    }

    @Test("Nothing is lost when many count at once")
    func concurrency() async {
        let counter = registry.counter("busy_total", help: "")
        let gauge = registry.gauge("busy", help: "")
        let histogram = registry.histogram("busy_seconds", help: "")
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<1_000 {
                        counter.increment()
                        gauge.increment()
                        histogram.record(1)
                    }
                }
            }
        }
        #expect(counter.value == 8_000)
        #expect(gauge.value == 8_000)
        #expect(histogram.count == 8_000)
        #expect(histogram.sum == 8_000)
    }

    @Test("The process tells its memory, files and time")
    func process() throws {
        ProcessMetrics.register(in: registry)
        #expect(try #require(ProcessMetrics.residentMemory()) > 1_000_000)
        #expect(try #require(ProcessMetrics.openDescriptors()) >= 3)
        #expect(try #require(ProcessMetrics.processorTime()) > 0)
        #expect(text.contains("# TYPE process_cpu_seconds_total counter\n"))
        #expect(text.contains("\nprocess_resident_memory_bytes "))
    }
}
