// Waveforms: electrocardiogram, photoplethysmogram, acceleration.

extension Metric {
    static let signalMetrics: [Metric] = []
}
