// Running, cycling and training machines.

extension Metric {
    static let fitnessMetrics: [Metric] = []
}
