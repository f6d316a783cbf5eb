// Every metric of the collector, made once; collector/README.md says what each is for.

package import Telemetry

package struct CollectorMetrics: Sendable {
    package let registry: MetricsRegistry
    let ingest: IngestMetrics
    let projection: ProjectionMetrics
    let publishing: PublishingMetrics
    let notifications: NotificationMetrics
    let api: APIMetrics

    package init(_ registry: MetricsRegistry = MetricsRegistry()) {
        self.registry = registry
        ingest = IngestMetrics(registry)
        projection = ProjectionMetrics(registry)
        publishing = PublishingMetrics(registry)
        notifications = NotificationMetrics(registry)
        api = APIMetrics(registry)
        registry.gauge("vitalflow_collector_info", help: "1; the label is the version.", labels: [("version", SoftwareVersion.current)])
            .set(1)
    }
}
