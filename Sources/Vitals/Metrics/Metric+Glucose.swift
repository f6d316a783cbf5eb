// Glucose, insulin and carbohydrates.

extension Metric {
    static let glucoseMetrics: [Metric] = []
}
