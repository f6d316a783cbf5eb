// What the HTTP server and the live stream count.

import Telemetry

struct APIMetrics: Sendable {
    let subscribers: Gauge
    let subscribersDropped: Counter
    let subscribersRefused: Counter
    let events: Counter
    private let responses: [Int: Counter]

    init(_ registry: MetricsRegistry) {
        subscribers = registry.gauge("vitalflow_live_subscribers", help: "Open live streams.")
        subscribersDropped = registry.counter(
            "vitalflow_live_subscribers_dropped_total", help: "Live streams ended because their reader was too slow.")
        subscribersRefused = registry.counter(
            "vitalflow_live_subscribers_refused_total", help: "Live streams refused because too many were open.")
        events = registry.counter("vitalflow_live_events_total", help: "Events given to the live stream.")
        responses = Dictionary(
            uniqueKeysWithValues: (2...5).map {
                ($0, registry.counter("vitalflow_http_responses_total", help: "HTTP responses.", labels: [("class", "\($0)xx")]))
            })
    }

    func responded(_ status: Int) {
        responses[status / 100]?.increment()
    }
}
