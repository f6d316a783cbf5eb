import Telemetry
import Testing

@Suite("Metrics")
struct MetricsRegistryTests {
    @Test("are written in the text format of Prometheus")
    func text() {
        let registry = MetricsRegistry()
        registry.counter("vitalflow_b_total", help: "B.").increment(by: 3)
        registry.counter("vitalflow_b_total", help: "B.", labels: [("kind", "a\"b\\c\nd")]).increment()
        registry.gauge("vitalflow_a", help: "A.").set(1.5)
        let histogram = registry.histogram("vitalflow_c_seconds", help: "C.", buckets: [0.1, 1])
        for value in [0.05, 0.1, 0.5, 7, .nan] { histogram.record(value) }
        #expect(
            registry.prometheusText() == """
                # HELP vitalflow_a A.
                # TYPE vitalflow_a gauge
                vitalflow_a 1.5
                # HELP vitalflow_b_total B.
                # TYPE vitalflow_b_total counter
                vitalflow_b_total 3
                vitalflow_b_total{kind="a\\"b\\\\c\\nd"} 1
                # HELP vitalflow_c_seconds C.
                # TYPE vitalflow_c_seconds histogram
                vitalflow_c_seconds_bucket{le="0.1"} 2
                vitalflow_c_seconds_bucket{le="1"} 3
                vitalflow_c_seconds_bucket{le="+Inf"} 4
                vitalflow_c_seconds_sum 7.65
                vitalflow_c_seconds_count 4

                """)
    }
}
