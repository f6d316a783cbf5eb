// What the gateway counts. The runbook explains each.

package import Telemetry

package struct EdgeMetrics: Sendable {
    package let registry = MetricsRegistry()
    let framesReceived: Counter
    let framesDropped: Counter
    let framesCommitted: Counter
    let batchesCommitted: Counter
    let commitFailures: Counter
    let commitSeconds: Histogram
    let batchesPublished: Counter
    let framesAcknowledged: Counter
    let outboxFrames: Gauge
    let outboxBatches: Gauge
    let outboxBytes: Gauge
    let devicesConnected: Gauge
    let brokerConnected: Gauge
    let linksLost: Counter
    let outboxesMended: Counter
    let batchesLost: Counter
    let isRefused: Gauge
    let isInMemory: Gauge

    package init() {
        framesReceived = registry.counter("vitalflow_edge_frames_received_total", help: "Values received from devices.")
        framesDropped = registry.counter(
            "vitalflow_edge_frames_dropped_total", help: "Values lost because the disk did not take commits and memory was full.")
        framesCommitted = registry.counter("vitalflow_outbox_frames_committed_total", help: "Frames committed to the outbox.")
        batchesCommitted = registry.counter("vitalflow_outbox_batches_committed_total", help: "Batches committed to the outbox.")
        commitFailures = registry.counter("vitalflow_outbox_commit_failures_total", help: "Commits that the disk did not take.")
        commitSeconds = registry.histogram(
            "vitalflow_outbox_commit_seconds", help: "Duration of a commit.",
            buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5])
        batchesPublished = registry.counter("vitalflow_uplink_batches_published_total", help: "Batches published, repeats included.")
        framesAcknowledged = registry.counter(
            "vitalflow_uplink_frames_acknowledged_total", help: "Frames that the collector has said are durable.")
        outboxFrames = registry.gauge("vitalflow_outbox_frames", help: "Frames without the collector's acknowledgement.")
        outboxBatches = registry.gauge("vitalflow_outbox_batches", help: "Batches without the collector's acknowledgement.")
        outboxBytes = registry.gauge("vitalflow_outbox_bytes", help: "Bytes of batches without the collector's acknowledgement.")
        devicesConnected = registry.gauge("vitalflow_edge_devices_connected", help: "Devices with a link now.")
        brokerConnected = registry.gauge("vitalflow_uplink_connected", help: "1 while connected to the broker.")
        outboxesMended = registry.counter(
            "vitalflow_outbox_mended_total", help: "Damaged outboxes that were set aside and salvaged.")
        batchesLost = registry.counter(
            "vitalflow_outbox_batches_lost_total", help: "Batches that went undelivered; gaps tell the collector of them.")
        isRefused = registry.gauge(
            "vitalflow_uplink_refused", help: "1 while the collector refuses this gateway, since another one uses its id.")
        isInMemory = registry.gauge(
            "vitalflow_outbox_in_memory", help: "1 while the disk takes nothing, and values are kept in memory.")
        linksLost = registry.counter("vitalflow_edge_links_lost_total", help: "Links that were lost and are taken up again.")
    }
}
