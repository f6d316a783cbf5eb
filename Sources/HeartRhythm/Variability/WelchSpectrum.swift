// The spectrum that most programs for heart-rate variability print. Recipes differ by tens of per cent, so this one is written out.

/// Power spectrum of intervals by Welch's method.
///
/// The recipe, all of it: each interval stands at the end of its beat, time 0 at the first; a cubic spline ("not a knot") samples them at
/// 4 Hz up to, not including, the last beat; the mean is taken off; segments of 256 samples (64 s; all samples if there are fewer), each
/// half overlapping the next, an incomplete last one left out; of each segment its mean is taken off, a periodic Hann window applied, and
/// zeros appended up to 1024 samples; the mean of the squared transforms is a one-sided density in ms²/Hz every 1/256 Hz.
///
/// Source: Welch, IEEE Trans Audio Electroacoust 15:70 (1967). Only the 103 frequencies below 0.4 Hz are computed, straight from the sum:
/// 0.2 ms for five minutes, less code than a fast transform, and eight segments at a time.
enum WelchSpectrum {
    static let samplesPerSecond = 4.0
    static let segmentMax = 256
    static let transform = 1024
    /// Two days. Longer series have no spectrum; what looks longer is mostly a wrong time.
    static let samplesMax = 4 * 172_800

    /// Times in s from the first, ascending; values in ms. Nil for fewer than four beats and less than half a second.
    static func powers(times: [Double], values: [Double]) -> BandPowers? {
        guard let last = times.last, last > 0, last * samplesPerSecond < Double(samplesMax),
            let spline = CubicSpline(times: times, values: values)
        else { return nil }
        let count = Int((last * samplesPerSecond).rounded(.up))
        guard count >= 2 else { return nil }
        let samples = spline.samples(every: 1 / samplesPerSecond, count: count)
        return BandPowers(density: density(of: samples), first: 0, step: samplesPerSecond / Double(transform))
    }

    private static func density(of samples: [Double]) -> [Double] {
        let length = min(segmentMax, samples.count)
        let window = (0..<length).map { 0.5 - ElementaryFunctions.sineAndCosine(turns: Double($0) / Double(length)).cosine / 2 }
        let mean = samples.reduce(0, +) / Double(samples.count)
        let starts = Array(stride(from: 0, through: samples.count - length, by: length - length / 2))
        let bins = Int(BandPowers.highBand.upperBound * Double(transform) / samplesPerSecond) + 1
        var density = [Double](repeating: 0, count: bins)
        for group in stride(from: 0, to: starts.count, by: 8) {
            var segments = [SIMD8<Double>](repeating: .zero, count: length)
            for lane in 0..<min(8, starts.count - group) {
                let start = starts[group + lane]
                let level = samples[start..<(start + length)].reduce(0) { $0 + ($1 - mean) } / Double(length)
                for place in 0..<length { segments[place][lane] = (samples[start + place] - mean - level) * window[place] }
            }
            for bin in density.indices { density[bin] += power(of: segments, bin: bin) }
        }
        // Times two: the negative frequencies' half. Frequency 0 has none, but belongs to no band.
        let scale = 2 / (samplesPerSecond * window.reduce(0) { $0 + $1 * $1 } * Double(starts.count))
        return density.map { $0 * scale }
    }

    /// Σ over the segments of |Σ x·e^(−2πi·bin·place/1024)|².
    private static func power(of segments: [SIMD8<Double>], bin: Int) -> Double {
        var (real, imaginary) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
        var angle = 0
        for segment in segments {
            let turn = circle[angle]
            real += segment * turn.x
            imaginary += segment * turn.y
            angle = (angle + bin) % transform
        }
        return (real * real + imaginary * imaginary).sum()
    }

    /// Cosine and sine of every 1024th part of a turn.
    private static let circle: [SIMD2<Double>] = (0..<transform).map { step in
        let (sine, cosine) = ElementaryFunctions.sineAndCosine(turns: Double(step) / Double(transform))
        return SIMD2(cosine, sine)
    }
}
