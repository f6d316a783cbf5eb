// What telling people counts.

import Alarms
import Telemetry

struct NotificationMetrics: Sendable {
    let decided: Counter
    let waiting: Gauge
    let handedOn: Counter
    let givenUp: Counter
    let failures: Counter
    let rulesValid: Gauge
    private let arrived: [String: Counter]
    private let notArrived: [String: Counter]
    private let latency: [String: Histogram]

    init(_ registry: MetricsRegistry) {
        decided = registry.counter("vitalflow_notifications_decided_total", help: "Messages that rules decided on.")
        waiting = registry.gauge("vitalflow_notifications_waiting", help: "Messages that have not arrived yet.")
        handedOn = registry.counter(
            "vitalflow_notifications_handed_on_total", help: "Messages that a contact's next channel took over from one that fails.")
        givenUp = registry.counter("vitalflow_notifications_given_up_total", help: "Messages that did not arrive within a day.")
        failures = registry.counter("vitalflow_notification_store_failures_total", help: "Reads and writes of notifications that failed.")
        rulesValid = registry.gauge(
            "vitalflow_notification_rules_valid",
            help: "1 while the notification file is as it stands; 0: it has faults, an older one is used.")
        arrived = Dictionary(
            uniqueKeysWithValues: Channel.types.map {
                (
                    $0,
                    registry.counter(
                        "vitalflow_notifications_delivered_total", help: "Messages that a server took.", labels: [("type", $0)])
                )
            })
        notArrived = Dictionary(
            uniqueKeysWithValues: Channel.types.map {
                (
                    $0,
                    registry.counter("vitalflow_notification_attempts_failed_total", help: "Attempts that failed.", labels: [("type", $0)])
                )
            })
        latency = Dictionary(
            uniqueKeysWithValues: Channel.types.flatMap { type in
                AlarmPriority.allCases.map { priority in
                    (
                        type + "/" + priority.rawValue,
                        registry.histogram(
                            "vitalflow_notification_latency_seconds",
                            help:
                                "From the arrival of the value that decided an alarm at its gateway to the server's receipt of the message.",
                            buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 3600],
                            labels: [("type", type), ("priority", priority.rawValue)])
                    )
                }
            })
    }

    func delivered(_ type: String, _ priority: String, _ seconds: Double) {
        arrived[type]?.increment()
        latency[type + "/" + priority]?.record(max(0, seconds))
    }

    func failed(_ type: String) { notArrived[type]?.increment() }
}
