// What a spectrum of intervals is reduced to.

/// Power of the fluctuation of intervals in the bands of the Task Force 1996 (table 2), in ms².
///
/// A band takes in its lower bound and not its upper one. Its power is the trapezoid integral over the frequencies of the spectrum that lie
/// inside, so the strips between two bands belong to none.
package struct BandPowers: Hashable, Sendable, Codable {
    /// 0.0033 to 0.04 Hz. Over five minutes that is one to twelve cycles: read it with care.
    package let veryLow: Double
    /// 0.04 to 0.15 Hz.
    package let low: Double
    /// 0.15 to 0.4 Hz, where breathing shows.
    package let high: Double

    static let veryLowBand = 0.0033..<0.04
    static let lowBand = 0.04..<0.15
    static let highBand = 0.15..<0.4

    /// LF/HF; nil where there is no high-frequency power: less is what rounding leaves of a constant rhythm.
    package var ratio: Double? { high > 1e-12 ? low / high : nil }

    /// `density` in ms²/Hz, its first value at `first` Hz and one every `step` Hz.
    init(density: [Double], first: Double, step: Double) {
        var (bands, ends) = ([0.0, 0, 0], [0.0, 0, 0])
        for (band, frequencies) in [Self.veryLowBand, Self.lowBand, Self.highBand].enumerated() {
            var last: Double?
            for (index, value) in density.enumerated() where frequencies.contains(first + Double(index) * step) {
                if last == nil { ends[band] += value }
                bands[band] += value
                last = value
            }
            ends[band] += last ?? 0
        }
        veryLow = (bands[0] - ends[0] / 2) * step
        low = (bands[1] - ends[1] / 2) * step
        high = (bands[2] - ends[2] / 2) * step
    }
}
