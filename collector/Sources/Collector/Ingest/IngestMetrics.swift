// What ingest counts.

import Telemetry

struct IngestMetrics: Sendable {
    let connected: Gauge
    let stored: Counter
    let repeated: Counter
    let conflicting: Counter
    let conflicts: Counter
    let malformed: Counter
    let bytes: Counter
    let commitSeconds: Histogram
    let commitFailures: Counter
    let acknowledgements: Counter
    let gatewaysOnline: Gauge
    let gatewaysRefused: Gauge
    let logOffset: Gauge
    let logBytes: Gauge
    let quarantined: Gauge

    init(_ registry: MetricsRegistry) {
        connected = registry.gauge(
            "vitalflow_broker_connected", help: "1 while the broker is connected.", labels: [("client", "ingest")])
        func batches(_ outcome: String) -> Counter {
            registry.counter(
                "vitalflow_ingest_batches_total", help: "Batches received, by what became of them.", labels: [("outcome", outcome)])
        }
        stored = batches("stored")
        repeated = batches("repeated")
        conflicting = batches("conflicting")
        conflicts = registry.counter(
            "vitalflow_ingest_conflicts_total", help: "Different batches that repeat a sequence of the log with other bytes.")
        malformed = batches("malformed")
        bytes = registry.counter("vitalflow_ingest_bytes_total", help: "Bytes of batches stored.")
        commitSeconds = registry.histogram(
            "vitalflow_ingest_commit_seconds", help: "Time of one group commit to the event log.",
            buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5])
        commitFailures = registry.counter("vitalflow_ingest_commit_failures_total", help: "Commits to the event log that failed.")
        acknowledgements = registry.counter("vitalflow_ingest_acknowledgements_total", help: "Acknowledgement messages published.")
        gatewaysOnline = registry.gauge("vitalflow_gateways_online", help: "Gateways that say that they are online.")
        gatewaysRefused = registry.gauge(
            "vitalflow_gateways_refused", help: "Gateways of which a second process claims the id; 10 minutes of its silence end it.")
        logOffset = registry.gauge("vitalflow_event_log_offset", help: "Offset of the newest batch in the event log.")
        logBytes = registry.gauge("vitalflow_event_log_bytes", help: "Size of the event log on the disk.")
        quarantined = registry.gauge("vitalflow_quarantine_messages", help: "Different messages in quarantine.")
    }
}
