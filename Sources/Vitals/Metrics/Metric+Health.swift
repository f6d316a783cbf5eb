// Other health observations of generic sensors.

extension Metric {
    static let healthMetrics: [Metric] = []
}
