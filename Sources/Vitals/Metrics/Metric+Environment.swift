// The air and surroundings.

extension Metric {
    static let environmentMetrics: [Metric] = []
}
