// A waveform is stored and can be asked for; by itself none of its samples says anything.

import Vitals

extension Metric {
    private static let waveforms: [Metric] = [.electrocardiogram, .photoplethysmogram, .acceleration, .angularVelocity]

    /// Whether an observation is one of some hundred samples a second: no detector and nobody who wants the latest value is shown it.
    var isWaveform: Bool { Self.waveforms.contains(self) }
}
