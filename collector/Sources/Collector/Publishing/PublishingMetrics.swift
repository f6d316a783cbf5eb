// What publishing counts.

import Telemetry

struct PublishingMetrics: Sendable {
    let connected: Gauge
    let alarmsDelivered: Counter
    let outbox: Gauge
    let latency: Histogram
    let latest: Counter
    let failures: Counter
    private let active: [String: Gauge]

    init(_ registry: MetricsRegistry) {
        connected = registry.gauge(
            "vitalflow_broker_connected", help: "1 while the broker is connected.", labels: [("client", "publisher")])
        alarmsDelivered = registry.counter("vitalflow_alarm_deliveries_total", help: "Revisions of alarms that the broker took over.")
        outbox = registry.gauge(
            "vitalflow_alarm_outbox_messages", help: "Revisions of alarms that the broker does not have yet, up to 100.")
        latency = registry.histogram(
            "vitalflow_alarm_latency_seconds",
            help: "From the arrival of the value that decided an alarm at its gateway to the broker's receipt of the alarm.",
            buckets: [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300])
        latest = registry.counter("vitalflow_latest_published_total", help: "Retained latest values published.")
        failures = registry.counter("vitalflow_publish_failures_total", help: "Publications or reads for them that failed.")
        active = Dictionary(
            uniqueKeysWithValues: ["high", "medium", "low", "info"].map {
                ($0, registry.gauge("vitalflow_alarms_active", help: "Alarms that are on.", labels: [("priority", $0)]))
            })
    }

    func record(activeAlarms counts: [String: Int]) {
        for (priority, gauge) in active { gauge.set(Double(counts[priority] ?? 0)) }
    }
}
