// Daily activity and sleep.

extension Metric {
    static let activityMetrics: [Metric] = []
}
