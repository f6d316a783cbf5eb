// What a device knows of its user.

extension Metric {
    static let userMetrics: [Metric] = []
}
